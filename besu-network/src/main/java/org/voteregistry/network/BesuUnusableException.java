package org.voteregistry.network;

/** No Besu was found, or the one found is too old or has no JDK that can run it. */
public final class BesuUnusableException extends NetworkException {
  private static final long serialVersionUID = 1L;

  BesuUnusableException(final String message) {
    super(message);
  }
}
