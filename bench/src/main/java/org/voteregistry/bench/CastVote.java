package org.voteregistry.bench;

import org.voteregistry.proofs.VoteHash;

/**
 * A ballot that the backend accepted.
 *
 * @param voter its voter index
 * @param sentAt {@link System#nanoTime} when the request was sent
 * @param acceptedNanos from there to the answer
 */
record CastVote(int voter, VoteHash hash, String reference, long sentAt, long acceptedNanos) {}
