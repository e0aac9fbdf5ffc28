package org.voteregistry.client.backend;

/** The service gave no answer; whether it got the request is not known. */
public final class ServiceUnreachable extends Exception {
  private static final long serialVersionUID = 1L;

  ServiceUnreachable(final String message) {
    super(message);
  }
}
