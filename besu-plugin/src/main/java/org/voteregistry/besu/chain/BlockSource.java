package org.voteregistry.besu.chain;

import java.util.Optional;

/** Reads the canonical chain of one node. Every method may be called from any thread. */
public interface BlockSource {
  /** The newest block. */
  BlockId head();

  /** The canonical block of that number, or empty where the chain ends before it. */
  Optional<ChainBlock> blockAt(long number);
}
