package org.voteregistry.ballot.group;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The powers base^(d·2^(w·i)) of one base: a power then is one multiplication for each window and
 * no squaring. Windows of 8 bits for short exponents (2.4 MB for 256 bits), of 4 bits for long
 * ones.
 */
final class FixedBaseTable {
  private static final int SHORT_ORDER = 320;

  final MontgomeryArithmetic arithmetic;
  private final int window;
  private final int[][][] table;

  FixedBaseTable(
      final MontgomeryArithmetic arithmetic, final int[] one, final int[] base, final int bits) {
    this.arithmetic = arithmetic;
    this.window = bits <= SHORT_ORDER ? 8 : 4;
    this.table = new int[(bits + window - 1) / window][1 << window][];
    final long[] scratch = arithmetic.newScratch();
    int[] factor = base;
    for (final int[][] row : table) {
      row[0] = one;
      row[1] = factor;
      for (int d = 2; d < row.length; d++) {
        row[d] = arithmetic.newResidue();
        arithmetic.multiply(row[d], row[d - 1], factor, scratch);
      }
      final int[] next = arithmetic.newResidue();
      arithmetic.multiply(next, row[row.length - 1], factor, scratch);
      factor = next;
    }
  }

  /** base^e for a published exponent. */
  int[] power(final BigInteger e) {
    final long[] scratch = arithmetic.newScratch();
    final byte[] octets = e.toByteArray();
    int[] result = null;
    for (int i = 0; i < table.length; i++) {
      final int place = octets.length - 1 - i * window / 8;
      final int octet = place < 0 ? 0 : octets[place] & 0xff;
      final int digit = window == 8 ? octet : octet >>> (i % 2 * 4) & 15;
      if (digit != 0) {
        if (result == null) {
          result = table[i][digit].clone();
        } else {
          arithmetic.multiply(result, result, table[i][digit], scratch);
        }
      }
    }
    return result == null ? table[0][0] : result;
  }

  /** base^x for a secret exponent: see {@link SecretWindow} for what is hidden and how. */
  int[] secretPower(final SecretScalar x) {
    final long[] scratch = arithmetic.newScratch();
    final int[] chosen = arithmetic.newResidue();
    final int[] result = table[0][0].clone();
    for (int i = 0; i < table.length; i++) {
      for (int half = 0; half < window / SecretWindow.WINDOW; half++) {
        SecretWindow.choose(chosen, table[i], half == 0 ? 1 : 16, x.digit(i * (window / 4) + half));
        arithmetic.multiply(result, result, chosen, scratch);
      }
    }
    Arrays.fill(chosen, 0);
    Arrays.fill(scratch, 0L);
    return result;
  }
}
