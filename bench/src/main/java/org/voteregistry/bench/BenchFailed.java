package org.voteregistry.bench;

/** A run cannot go on; the message says why and where to look. */
final class BenchFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchFailed(final String message) {
    super(message);
  }
}
