package org.voteregistry.backend.election;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of everything that goes on chain: 32 bytes. */
public final class Sha256 {
  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of these bytes. */
  public static byte[] of(final byte[] bytes) {
    return digest().digest(bytes);
  }
}
