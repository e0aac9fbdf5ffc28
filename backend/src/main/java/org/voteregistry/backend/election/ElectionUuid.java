package org.voteregistry.backend.election;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * An election's identifier as Belenios writes it: base-58 characters, at least 14 (Belenios
 * specification 2.0, section "Election").
 *
 * @param text the characters themselves
 */
public record ElectionUuid(String text) {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int CHARACTERS = 14;
  private static final int LONGEST = 64;
  private static final Pattern FORM =
      Pattern.compile("[%s]{%d,%d}".formatted(ALPHABET, CHARACTERS, LONGEST));
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when it is not 14 to 64 base-58 characters
   */
  public ElectionUuid {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException(
          "an election's uuid is %d to %d base-58 characters".formatted(CHARACTERS, LONGEST));
    }
  }

  /** A new identifier: 14 random characters, about 82 bits. */
  static ElectionUuid random() {
    final StringBuilder text = new StringBuilder(CHARACTERS);
    for (int i = 0; i < CHARACTERS; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new ElectionUuid(text.toString());
  }

  /**
   * Reads an identifier from a request.
   *
   * @throws org.voteregistry.backend.problem.ProblemException {@code election-unknown} when it
   *     cannot be one: no election has it
   */
  static ElectionUuid ofRequest(final String text) {
    if (!isWellFormed(text)) {
      throw ElectionProblems.unknown(text);
    }
    return new ElectionUuid(text);
  }

  /** Whether the text can be an identifier at all. */
  static boolean isWellFormed(final String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
