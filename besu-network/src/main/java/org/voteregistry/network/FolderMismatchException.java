package org.voteregistry.network;

/** The folder holds another network than the one that was asked for. */
public final class FolderMismatchException extends NetworkException {
  private static final long serialVersionUID = 1L;

  FolderMismatchException(final String message) {
    super(message);
  }
}
