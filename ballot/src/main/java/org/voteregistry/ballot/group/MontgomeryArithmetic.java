package org.voteregistry.ballot.group;

import java.math.BigInteger;

/**
 * Multiplication modulo an odd number m in Montgomery form: a residue stands for a number x as x·R
 * mod m. Residues are arrays that are never changed once they were given away. They need not be
 * fully reduced, so two residues of the same number may differ; {@link #toInteger} gives the one
 * canonical value.
 */
abstract class MontgomeryArithmetic {
  /** m. */
  final BigInteger modulus;

  MontgomeryArithmetic(final BigInteger modulus) {
    if (!modulus.testBit(0) || modulus.bitLength() < 64) {
      throw new IllegalArgumentException("the modulus must be odd and of at least 64 bits");
    }
    this.modulus = modulus;
  }

  /** A residue to be written to. */
  abstract int[] newResidue();

  /** Working space for {@link #multiply}; it holds intermediate values afterwards. */
  abstract long[] newScratch();

  /** result = a · b / R; result may be the same array as a or b. */
  abstract void multiply(int[] result, int[] a, int[] b, long[] scratch);

  /** result = a · a / R; result may be the same array as a. */
  abstract void square(int[] result, int[] a, long[] scratch);

  /** The residue of a number from 0 to m - 1. */
  abstract int[] fromInteger(BigInteger value);

  /** The number, from 0 to m - 1. */
  abstract BigInteger toInteger(int[] residue);
}
