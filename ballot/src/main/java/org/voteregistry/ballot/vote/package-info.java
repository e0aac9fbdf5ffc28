/** Ballots: encryption, encoding and verification (specification 4.11 and 4.15). */
package org.voteregistry.ballot.vote;
