package org.voteregistry.client.receipt;

import java.math.BigInteger;

/** ABI-encoded values without dynamic parts: words of 32 bytes, as 0x and hexadecimal digits. */
final class Words {
  private static final int DIGITS = 64;

  private Words() {}

  static boolean has(final String encoded, final int words) {
    return encoded.startsWith("0x") && encoded.length() == 2 + words * DIGITS;
  }

  /** A word as 0x and 64 digits. */
  static String bytes32(final String encoded, final int word) {
    return "0x" + encoded.substring(2 + word * DIGITS, 2 + (word + 1) * DIGITS);
  }

  static BigInteger number(final String encoded, final int word) {
    return new BigInteger(bytes32(encoded, word).substring(2), 16);
  }

  /** A number as a word. */
  static String of(final long value) {
    return "%064x".formatted(value);
  }

  /** Whether the answer is the one word that stands for true. */
  static boolean isTrue(final String encoded) {
    return has(encoded, 1) && number(encoded, 0).equals(BigInteger.ONE);
  }
}
