/** Keeps the index at the node's chain, on a thread of its own. */
package org.voteregistry.besu.follow;
