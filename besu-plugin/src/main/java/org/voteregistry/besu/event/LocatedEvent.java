package org.voteregistry.besu.event;

import org.voteregistry.besu.chain.Hash32;

/** An event and the transaction that emitted it. */
public record LocatedEvent(VoteEvent event, Hash32 transactionHash) {}
