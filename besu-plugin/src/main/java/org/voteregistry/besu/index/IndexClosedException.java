package org.voteregistry.besu.index;

/** The index was closed, because the node stops or the index is being rebuilt. */
public final class IndexClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says so. */
  public IndexClosedException() {
    super("the index is closed");
  }
}
