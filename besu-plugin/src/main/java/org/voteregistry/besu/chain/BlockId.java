package org.voteregistry.besu.chain;

/** A block by number and hash: the number alone does not say which block after a reorganisation. */
public record BlockId(long number, Hash32 hash) {
  @Override
  public String toString() {
    return number + " (" + hash + ")";
  }
}
