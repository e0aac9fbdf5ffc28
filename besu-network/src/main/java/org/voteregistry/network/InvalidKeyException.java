package org.voteregistry.network;

/** A private key is not 32 bytes of hex, or not in the range of secp256k1. */
public final class InvalidKeyException extends NetworkException {
  private static final long serialVersionUID = 1L;

  InvalidKeyException(final String message) {
    super(message);
  }
}
