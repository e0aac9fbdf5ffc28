package org.voteregistry.besu.index;

/**
 * An event does not follow from those before it: the index missed something, for example because
 * its start block lies behind the election's creation.
 */
public final class IndexGapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was expected and what came. */
  public IndexGapException(final String message) {
    super(message);
  }
}
