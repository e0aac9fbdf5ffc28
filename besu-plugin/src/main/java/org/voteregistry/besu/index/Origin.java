package org.voteregistry.besu.index;

import org.voteregistry.besu.chain.Hash32;

/**
 * Where on the chain something was said.
 *
 * @param blockNumber number of the block
 * @param timestamp the block's time in seconds since 1970-01-01T00:00Z
 * @param transactionHash the transaction
 */
public record Origin(long blockNumber, long timestamp, Hash32 transactionHash) {}
