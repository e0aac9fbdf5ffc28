package org.voteregistry.besu.chain;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Ethereum's hash function, not quite SHA-3-256. */
public final class Keccak256 {
  private Keccak256() {}

  /** The 32-byte hash of the bytes. */
  public static byte[] hash(final byte[] input) {
    final KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(input, 0, input.length);
    final byte[] output = new byte[Hash32.LENGTH];
    keccak.doFinal(output, 0);
    return output;
  }
}
