package org.voteregistry.besu.chain;

/** The node has a block but not what belongs to it, such as receipts that a fast sync left out. */
public final class BlockDataMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which block lacks what, and what to do. */
  public BlockDataMissingException(final String message) {
    super(message);
  }
}
