package org.voteregistry.network.system;

/** The system could not be started or asked; the message says why and what to do. */
final class SystemFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SystemFailedException(final String message) {
    super(message);
  }
}
