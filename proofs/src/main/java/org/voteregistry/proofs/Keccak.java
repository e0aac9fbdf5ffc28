package org.voteregistry.proofs;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** keccak-256 as Ethereum uses it: the padding from before FIPS 202, so not SHA3-256. */
public final class Keccak {
  private static final int BITS = 256;

  private Keccak() {}

  /** The 32-byte hash of the concatenated parts. */
  public static byte[] hash(final byte[]... parts) {
    final KeccakDigest digest = new KeccakDigest(BITS);
    for (final byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    final byte[] hash = new byte[BITS / Byte.SIZE];
    digest.doFinal(hash, 0);
    return hash;
  }
}
