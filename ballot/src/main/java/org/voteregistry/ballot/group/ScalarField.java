package org.voteregistry.ballot.group;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * ℤ_q, the exponents of a group. Published exponents are plain {@link BigInteger}s; secret ones are
 * {@link SecretScalar}s, and what is done with those takes the same steps whatever their value.
 */
public final class ScalarField {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final BigInteger q;
  private final PortableMontgomery arithmetic;

  ScalarField(final BigInteger q) {
    this.q = q;
    this.arithmetic = new PortableMontgomery(q);
  }

  /** q. */
  public BigInteger order() {
    return q;
  }

  /** A uniformly random exponent that will be published, from 0 to q - 1. */
  public BigInteger randomPublic() {
    BigInteger candidate;
    do {
      candidate = new BigInteger(q.bitLength(), RANDOM);
    } while (candidate.compareTo(q) >= 0);
    return candidate;
  }

  /** A uniformly random secret. Rejected candidates tell nothing about the one that is kept. */
  public SecretScalar random() {
    final byte[] bytes = new byte[(q.bitLength() + 7) / 8];
    while (true) {
      RANDOM.nextBytes(bytes);
      bytes[0] &= (byte) (0xff >>> (8 * bytes.length - q.bitLength()));
      final int[] limbs = limbs(bytes);
      if (belowOrder(limbs)) {
        Arrays.fill(bytes, (byte) 0);
        return new SecretScalar(limbs);
      }
    }
  }

  private boolean belowOrder(final int[] limbs) {
    int borrow = 0;
    for (int i = 0; i < limbs.length; i++) {
      borrow = borrow + limbs[i] - arithmetic.m[i] >> PortableMontgomery.LIMB_BITS;
    }
    return borrow < 0;
  }

  /**
   * A secret from a big-endian number of at most 256 bits, reduced modulo q; the bytes are kept.
   */
  public SecretScalar secret(final byte[] bigEndian) {
    if (bigEndian.length > 32) {
      throw new IllegalArgumentException("more than 32 bytes");
    }
    final int[] limbs = limbs(bigEndian);
    final int[] residue = arithmetic.enter(limbs);
    final SecretScalar result =
        new SecretScalar(arithmetic.leave(residue, arithmetic.newScratch()));
    Arrays.fill(limbs, 0);
    Arrays.fill(residue, 0);
    return result;
  }

  /** The secret with this value, from 0 to q - 1: for keys that were read from a file. */
  public SecretScalar secret(final BigInteger value) {
    if (value.signum() < 0 || value.compareTo(q) >= 0) {
      throw new IllegalArgumentException("not in the range from 0 to q - 1");
    }
    return new SecretScalar(arithmetic.limbs(value));
  }

  private int[] limbs(final byte[] bigEndian) {
    final int[] limbs = arithmetic.newResidue();
    for (int i = 0; i < bigEndian.length * 8; i += 4) {
      final int nibble = bigEndian[bigEndian.length - 1 - i / 8] >>> (i & 4) & 15;
      limbs[i / PortableMontgomery.LIMB_BITS] |= nibble << (i % PortableMontgomery.LIMB_BITS);
    }
    return limbs;
  }

  /** The value itself: only for writing a key to where it is kept. */
  public BigInteger reveal(final SecretScalar x) {
    return PortableMontgomery.integer(x.limbs());
  }

  /** A second secret of the same value. */
  public SecretScalar copy(final SecretScalar x) {
    return new SecretScalar(x.limbs().clone());
  }

  /** a + b mod q. */
  public SecretScalar add(final SecretScalar a, final SecretScalar b) {
    final int[] sum = arithmetic.newResidue();
    int carry = 0;
    for (int i = 0; i < sum.length; i++) {
      carry += a.limbs()[i] + b.limbs()[i];
      sum[i] = carry & (1 << PortableMontgomery.LIMB_BITS) - 1;
      carry >>>= PortableMontgomery.LIMB_BITS;
    }
    arithmetic.reduceOnce(sum);
    return new SecretScalar(sum);
  }

  /** a · b mod q. */
  public SecretScalar multiply(final SecretScalar a, final SecretScalar b) {
    final long[] scratch = arithmetic.newScratch();
    final int[] product = arithmetic.enter(a.limbs());
    final int[] second = arithmetic.enter(b.limbs());
    arithmetic.multiply(product, product, second, scratch);
    final int[] plain = arithmetic.leave(product, scratch);
    Arrays.fill(product, 0);
    Arrays.fill(second, 0);
    Arrays.fill(scratch, 0L);
    return new SecretScalar(plain);
  }

  /** a · c mod q for a published c. */
  public SecretScalar multiply(final SecretScalar a, final BigInteger c) {
    return multiply(a, secret(c.mod(q)));
  }

  /** -a mod q. */
  public SecretScalar negate(final SecretScalar a) {
    return multiply(a, q.subtract(BigInteger.ONE));
  }

  /** The response of a proof, w - x·challenge mod q, which is published. */
  public BigInteger response(
      final SecretScalar w, final SecretScalar x, final BigInteger challenge) {
    try (SecretScalar product = multiply(x, q.subtract(challenge.mod(q)).mod(q));
        SecretScalar response = add(w, product)) {
      return reveal(response);
    }
  }
}
