package org.voteregistry.bench;

import org.voteregistry.proofs.VoteHash;

/** A VoteRecorded event. */
record RecordedVote(
    long serial, int voter, VoteHash hash, long blockNumber, String transactionHash) {}
