package org.voteregistry.ballot.group;

import java.math.BigInteger;
import java.util.List;

/**
 * Powers of one base for several published exponents (Yao's method with sliding windows). The
 * squarings a^(2^i) are computed once, one after the other, and each exponent takes those that it
 * needs: it is written as a sum of terms d·2^i with d odd and below 16, each a^(2^i) is multiplied
 * into the bucket of its d, and the power is the product of all buckets to the power of their d.
 * For 256 bits an exponent costs about 58 multiplications beside the squarings, where a power of
 * its own costs 310; windows of fixed places, whose buckets are even numbers as well, would cost
 * 73.
 */
final class SharedSquarings {
  private static final int WINDOW = 4;

  private SharedSquarings() {}

  /** a^e for each exponent; null for an exponent of 0. */
  static int[][] powers(
      final MontgomeryArithmetic arithmetic, final int[] base, final List<BigInteger> exponents) {
    final Exponent[] each =
        exponents.stream().map(e -> new Exponent(arithmetic, e)).toArray(Exponent[]::new);
    int bits = 0;
    for (final BigInteger e : exponents) {
      bits = Math.max(bits, e.bitLength());
    }
    final long[] scratch = arithmetic.newScratch();
    final int[] square = base.clone();
    for (int i = 0; i < bits; i++) {
      if (i > 0) {
        arithmetic.square(square, square, scratch);
      }
      for (final Exponent exponent : each) {
        exponent.take(i, square, scratch);
      }
    }
    final int[][] results = new int[each.length][];
    for (int k = 0; k < each.length; k++) {
      results[k] = each[k].product(scratch);
    }
    return results;
  }

  /** One exponent on its way. */
  private static final class Exponent {
    private final MontgomeryArithmetic arithmetic;

    /** By bit: the odd d of a term d·2^i, or 0. */
    private final byte[] terms;

    /** By (d - 1) / 2: a residue of its own, or null for the neutral element. */
    private final int[][] buckets = new int[1 << WINDOW - 1][];

    Exponent(final MontgomeryArithmetic arithmetic, final BigInteger e) {
      this.arithmetic = arithmetic;
      terms = new byte[e.bitLength()];
      int i = 0;
      while (i < terms.length) {
        if (e.testBit(i)) {
          int d = 0;
          for (int k = WINDOW - 1; k >= 0; k--) {
            d = d << 1 | (e.testBit(i + k) ? 1 : 0);
          }
          terms[i] = (byte) d;
          i += WINDOW;
        } else {
          i++;
        }
      }
    }

    /** Takes a^(2^i), if there is a term of that place. */
    void take(final int i, final int[] square, final long[] scratch) {
      if (i < terms.length && terms[i] != 0) {
        final int k = terms[i] / 2;
        buckets[k] = times(buckets[k], square, scratch);
      }
    }

    /**
     * The product of buckets[k]^(2k + 1): the square of that of buckets[k]^k, times that of all
     * buckets. With S_j the product of the buckets from j on, the former is S₁·S₂·…, the latter S₀.
     */
    int[] product(final long[] scratch) {
      int[] suffix = null;
      int[] powers = null;
      for (int j = buckets.length - 1; j > 0; j--) {
        suffix = times(suffix, buckets[j], scratch);
        powers = times(powers, suffix, scratch);
      }
      suffix = times(suffix, buckets[0], scratch);
      if (powers != null) {
        arithmetic.square(powers, powers, scratch);
      }
      return times(powers, suffix, scratch);
    }

    /** a := a·b, in place; a copy of b where a is the neutral element. */
    private int[] times(final int[] a, final int[] b, final long[] scratch) {
      if (b == null) {
        return a;
      }
      if (a == null) {
        return b.clone();
      }
      arithmetic.multiply(a, a, b, scratch);
      return a;
    }
  }
}
