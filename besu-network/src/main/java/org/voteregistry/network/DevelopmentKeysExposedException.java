package org.voteregistry.network;

/** A network with the published development keys was to be opened to other machines. */
public final class DevelopmentKeysExposedException extends NetworkException {
  private static final long serialVersionUID = 1L;

  DevelopmentKeysExposedException(final String message) {
    super(message);
  }
}
