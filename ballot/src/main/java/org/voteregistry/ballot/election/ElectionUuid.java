package org.voteregistry.ballot.election;

import java.security.SecureRandom;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;

/** Base 58 and the election identifier made of it (specification 4.2). */
public final class ElectionUuid {
  /** The characters of base 58; the value of a character is its position. */
  public static final String BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private static final int MIN_LENGTH = 14;
  private static final int MAX_LENGTH = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ElectionUuid() {}

  /** A new identifier of 14 random characters. */
  public static String generate() {
    final StringBuilder uuid = new StringBuilder();
    for (int i = 0; i < MIN_LENGTH; i++) {
      uuid.append(BASE_58.charAt(RANDOM.nextInt(BASE_58.length())));
    }
    return uuid.toString();
  }

  /** The given identifier, of 14 to 64 characters of base 58. */
  public static String check(final String uuid, final String where) {
    if (uuid.length() < MIN_LENGTH
        || uuid.length() > MAX_LENGTH
        || uuid.chars().anyMatch(c -> BASE_58.indexOf(c) < 0)) {
      throw new Refusal(
          Reason.MALFORMED_FIELD,
          where,
          Refusal.quote(uuid) + " is not an identifier of at least 14 base 58 characters");
    }
    return uuid;
  }
}
