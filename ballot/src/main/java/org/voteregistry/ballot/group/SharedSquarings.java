package org.voteregistry.ballot.group;

import java.math.BigInteger;

/**
 * Powers of one base for several published exponents (Yao's method): the squarings a^(16^i) are
 * computed once, and each exponent costs about 88 multiplications more for 256 bits, where a power
 * of its own costs 310.
 */
final class SharedSquarings {
  private static final int WINDOW = 4;

  private final MontgomeryArithmetic arithmetic;
  private final int[][] squares;
  private final long[] scratch;

  /** Computes a^(16^i) for exponents of at most so many bits. */
  SharedSquarings(final MontgomeryArithmetic arithmetic, final int[] base, final int bits) {
    this.arithmetic = arithmetic;
    this.scratch = arithmetic.newScratch();
    this.squares = new int[Math.max(1, (bits + WINDOW - 1) / WINDOW)][];
    squares[0] = base;
    for (int i = 1; i < squares.length; i++) {
      final int[] next = arithmetic.newResidue();
      arithmetic.square(next, squares[i - 1], scratch);
      for (int k = 1; k < WINDOW; k++) {
        arithmetic.square(next, next, scratch);
      }
      squares[i] = next;
    }
  }

  /** a^e, or null for e = 0. */
  int[] power(final BigInteger e) {
    final int[][] buckets = new int[1 << WINDOW][];
    for (int i = 0; i < squares.length; i++) {
      final int digit = digit(e, i);
      if (digit != 0) {
        buckets[digit] = times(buckets[digit], squares[i]);
      }
    }
    // The product of buckets[d]^d: running = product of the buckets from d on.
    int[] running = null;
    int[] result = null;
    for (int d = buckets.length - 1; d > 0; d--) {
      if (buckets[d] != null) {
        running = times(running, buckets[d]);
      }
      if (running != null) {
        result = times(result, running);
      }
    }
    return result;
  }

  /** A new residue a·b, or b itself where a is null. */
  private int[] times(final int[] a, final int[] b) {
    if (a == null) {
      return b;
    }
    final int[] product = arithmetic.newResidue();
    arithmetic.multiply(product, a, b, scratch);
    return product;
  }

  static int digit(final BigInteger e, final int i) {
    int digit = 0;
    for (int k = WINDOW - 1; k >= 0; k--) {
      digit = digit << 1 | (e.testBit(i * WINDOW + k) ? 1 : 0);
    }
    return digit;
  }
}
