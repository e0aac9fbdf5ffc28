package org.voteregistry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

/** A roll and a ballot for each of its credentials. */
final class Ballots {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int CREDENTIAL_LENGTH = 22;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ballots() {}

  static List<String> roll(final int size) {
    return IntStream.range(0, size).mapToObj(i -> credential()).distinct().toList();
  }

  private static String credential() {
    return RANDOM
        .ints(CREDENTIAL_LENGTH, 0, BASE58.length())
        .collect(
            StringBuilder::new, (text, i) -> text.append(BASE58.charAt(i)), StringBuilder::append)
        .toString();
  }

  static byte[] ballot(final String electionUuid, final String credential) {
    return """
        {"election_uuid":"%s","credential":"%s","answers":[]}"""
        .formatted(electionUuid, credential)
        .getBytes(UTF_8);
  }
}
