package org.voteregistry.proofs;

import java.util.Locale;

/**
 * What a voter writes down: {@code VR-} and 16 Crockford base-32 characters, the first 80 bits of
 * the vote hash. Two ballots share a reference with probability 2⁻⁸⁰ a pair, so the database keeps
 * references unique and nothing is ever decided by a reference alone.
 */
public record Reference(String text) {
  private static final String PREFIX = "VR-";
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARACTERS = 16;

  /**
   * Checks the canonical form.
   *
   * @throws IllegalArgumentException when it is not {@code VR-} and 16 characters of the alphabet
   */
  public Reference {
    if (text.length() != PREFIX.length() + CHARACTERS
        || !text.startsWith(PREFIX)
        || text.chars().skip(PREFIX.length()).anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
      throw new IllegalArgumentException(
          "a reference is VR- and 16 characters of 0-9 and A-Z without I, L, O and U");
    }
  }

  static Reference of(final VoteHash hash) {
    final byte[] bytes = hash.toBytes();
    final StringBuilder text = new StringBuilder(PREFIX);
    for (int character = 0; character < CHARACTERS; character++) {
      int value = 0;
      for (int bit = 5 * character; bit < 5 * character + 5; bit++) {
        value = value << 1 | bytes[bit / 8] >> 7 - bit % 8 & 1;
      }
      text.append(ALPHABET.charAt(value));
    }
    return new Reference(text.toString());
  }

  /**
   * Reads what a person typed: case, blanks and further hyphens do not matter, I and L read as 1, O
   * as 0.
   *
   * @throws IllegalArgumentException when no reference can be read from it
   */
  public static Reference parse(final String typed) {
    final String clean =
        typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replaceFirst("^VR", "");
    return new Reference(PREFIX + clean.replace('I', '1').replace('L', '1').replace('O', '0'));
  }

  @Override
  public String toString() {
    return text;
  }
}
