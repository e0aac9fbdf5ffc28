package org.voteregistry.network;

/** The development chain was asked for and anvil is not installed. */
public final class AnvilNotFoundException extends NetworkException {
  private static final long serialVersionUID = 1L;

  AnvilNotFoundException(final String message) {
    super(message);
  }
}
