package org.voteregistry.besu.chain;

import java.util.List;
import java.util.function.Supplier;

/**
 * A block as the index sees it.
 *
 * @param id its number and hash
 * @param parentHash hash of the block before it
 * @param timestamp seconds since 1970-01-01T00:00Z
 * @param logs the watched contract's logs in their order in the block, read when first asked for
 */
public record ChainBlock(
    BlockId id, Hash32 parentHash, long timestamp, Supplier<List<ContractLog>> logs) {
  /** The block's number. */
  public long number() {
    return id.number();
  }
}
