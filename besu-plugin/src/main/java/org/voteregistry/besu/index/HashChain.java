package org.voteregistry.besu.index;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.voteregistry.besu.chain.Hash32;

/**
 * A chain of SHA-256 links, each over the one before it and the next entry. The first link follows
 * 32 zero bytes. One value then stands for a whole sequence.
 */
final class HashChain {
  private final MessageDigest sha256;
  private Hash32 last;

  HashChain(final Hash32 last) {
    this.last = last;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void append(final byte[]... parts) {
    sha256.update(last.toBytes());
    for (final byte[] part : parts) {
      sha256.update(part);
    }
    last = Hash32.of(sha256.digest());
  }

  Hash32 last() {
    return last;
  }
}
