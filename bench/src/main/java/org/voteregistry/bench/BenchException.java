package org.voteregistry.bench;

/** What was to be shown or measured cannot be; the message says why. */
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchException(final String message) {
    super(message);
  }

  BenchException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
