package org.voteregistry.network;

/** The running nodes did not agree on a rising block in time. */
public final class ChainStalledException extends NetworkException {
  private static final long serialVersionUID = 1L;

  ChainStalledException(final String message) {
    super(message);
  }
}
