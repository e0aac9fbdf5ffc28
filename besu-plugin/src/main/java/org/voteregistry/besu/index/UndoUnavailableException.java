package org.voteregistry.besu.index;

/** A reorganisation goes deeper than what the index keeps for undoing; it must be rebuilt. */
public final class UndoUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which block cannot be undone. */
  public UndoUnavailableException(final String message) {
    super(message);
  }
}
