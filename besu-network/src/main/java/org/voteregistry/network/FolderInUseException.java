package org.voteregistry.network;

/** Another process runs a network in this folder. */
public final class FolderInUseException extends NetworkException {
  private static final long serialVersionUID = 1L;

  FolderInUseException(final String message) {
    super(message);
  }
}
