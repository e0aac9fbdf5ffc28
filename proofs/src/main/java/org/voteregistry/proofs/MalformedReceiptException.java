package org.voteregistry.proofs;

/** A file is no receipt: the message says which member is wrong, and how. */
public final class MalformedReceiptException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MalformedReceiptException(final String message) {
    super(message);
  }

  MalformedReceiptException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
