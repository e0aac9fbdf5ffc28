package org.voteregistry.besu.index;

/** The disk or RocksDB failed. */
public final class IndexStorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean damaged;

  /**
   * Wraps the cause.
   *
   * @param damaged whether the stored bytes themselves are wrong, so that only a rebuild helps
   */
  public IndexStorageException(final String message, final Throwable cause, final boolean damaged) {
    super(message, cause);
    this.damaged = damaged;
  }

  /** Whether the stored bytes themselves are wrong, so that only a rebuild helps. */
  public boolean isDamaged() {
    return damaged;
  }
}
