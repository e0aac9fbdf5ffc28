/** The events of the contract VoteRegistry and how they are read from logs. */
package org.voteregistry.besu.event;
