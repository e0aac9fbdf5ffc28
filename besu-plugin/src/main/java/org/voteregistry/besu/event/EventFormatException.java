package org.voteregistry.besu.event;

/** A log has the signature of one of the contract's events but not its fields. */
public final class EventFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which field of which event is wrong. */
  public EventFormatException(final String message) {
    super(message);
  }
}
