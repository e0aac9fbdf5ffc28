package org.voteregistry.ballot.group;

import java.util.Arrays;

/**
 * An element of ℤ_q that must not become known: a private key, a credential's exponent, the
 * randomness of a ciphertext. Closing it overwrites it. Copies that the garbage collector made
 * while moving it cannot be reached and stay until their memory is used again.
 */
public final class SecretScalar implements AutoCloseable {
  /** Plain limbs of {@link PortableMontgomery#LIMB_BITS} bits, value below q. */
  private final int[] limbs;

  SecretScalar(final int[] limbs) {
    this.limbs = limbs;
  }

  int[] limbs() {
    return limbs;
  }

  /** The 4-bit digit of weight 16^i. Seven digits stand in a limb. */
  int digit(final int i) {
    return limbs[i / 7] >>> 4 * (i % 7) & 15;
  }

  @Override
  public void close() {
    Arrays.fill(limbs, 0);
  }

  /** Says nothing about the value. */
  @Override
  public String toString() {
    return "SecretScalar[hidden]";
  }
}
