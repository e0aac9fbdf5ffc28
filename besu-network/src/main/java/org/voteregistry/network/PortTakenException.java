package org.voteregistry.network;

/** A port that the network needs is in use by another process. */
public final class PortTakenException extends NetworkException {
  private static final long serialVersionUID = 1L;

  PortTakenException(final String message) {
    super(message);
  }
}
