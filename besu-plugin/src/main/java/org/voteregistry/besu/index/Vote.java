package org.voteregistry.besu.index;

import org.voteregistry.proofs.VoteHash;

/**
 * A recorded vote: its position on the board, its hash and the voter's position in the roll (below
 * 2^32).
 */
public record Vote(long electionId, long serial, VoteHash voteHash, long voterIndex) {}
