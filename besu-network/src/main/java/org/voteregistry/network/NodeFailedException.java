package org.voteregistry.network;

/** A node ended by itself; the message carries the end of its log. */
public final class NodeFailedException extends NetworkException {
  private static final long serialVersionUID = 1L;

  NodeFailedException(final String message) {
    super(message);
  }
}
