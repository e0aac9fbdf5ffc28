package org.voteregistry.ballot.group;

import java.util.Arrays;

/**
 * A power with a secret exponent by a ladder of fixed windows of 4 bits: four squarings and one
 * multiplication for each window, also where its digit is 0, and each factor is chosen by reading
 * the whole table, so neither the sequence of operations nor that of memory addresses depends on
 * the exponent. Fixed windows rather than blinding, because blinding would leave the length and the
 * weight of the blinded exponent visible and needs fresh randomness of its own.
 */
final class SecretWindow {
  static final int TABLE = 16;
  static final int WINDOW = 4;

  private SecretWindow() {}

  /** base^x as a residue of the portable arithmetic. */
  static int[] power(
      final PortableMontgomery arithmetic,
      final int[] one,
      final int[] base,
      final SecretScalar x,
      final int bits) {
    final long[] scratch = arithmetic.newScratch();
    final int[][] table = new int[TABLE][];
    table[0] = one;
    for (int d = 1; d < TABLE; d++) {
      table[d] = arithmetic.newResidue();
      arithmetic.multiply(table[d], table[d - 1], base, scratch);
    }
    final int[] chosen = arithmetic.newResidue();
    final int[] result = one.clone();
    for (int i = (bits + WINDOW - 1) / WINDOW - 1; i >= 0; i--) {
      for (int k = 0; k < WINDOW; k++) {
        arithmetic.square(result, result, scratch);
      }
      choose(chosen, table, 1, x.digit(i));
      arithmetic.multiply(result, result, chosen, scratch);
    }
    Arrays.fill(chosen, 0);
    Arrays.fill(scratch, 0L);
    return result;
  }

  /** Copies table[step·digit] by reading every entry from 0 to 15 times step. */
  static void choose(final int[] chosen, final int[][] table, final int step, final int digit) {
    Arrays.fill(chosen, 0);
    for (int d = 0; d < TABLE; d++) {
      // All ones where d equals the digit, else zero: (d ^ digit) - 1 is negative only for 0.
      final int mask = (d ^ digit) - 1 >> 31;
      final int[] entry = table[step * d];
      for (int k = 0; k < chosen.length; k++) {
        chosen[k] |= entry[k] & mask;
      }
    }
  }
}
