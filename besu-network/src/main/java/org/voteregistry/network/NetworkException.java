package org.voteregistry.network;

/**
 * A network could not be made, started or used. Each cause has a type of its own; the message says
 * what was wrong, with the value, and what to do.
 */
public abstract sealed class NetworkException extends RuntimeException
    permits BesuUnusableException,
        AnvilNotFoundException,
        DevelopmentKeysExposedException,
        FolderInUseException,
        FolderMismatchException,
        NodeFailedException,
        ChainStalledException,
        PortTakenException,
        InvalidKeyException {
  private static final long serialVersionUID = 1L;

  NetworkException(final String message) {
    super(message);
  }

  NetworkException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
