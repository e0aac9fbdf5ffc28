package org.voteregistry.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Voters by number whose ballots are in the clear, to measure recording without the cost of
 * encryption. Their credentials sort as their numbers do, so a number is a voter index.
 */
final class Electorate {
  private Electorate() {}

  static List<String> credentials(final int voters) {
    return IntStream.range(0, voters).mapToObj(Electorate::credential).toList();
  }

  private static String credential(final int voter) {
    return "voter-%08d".formatted(voter);
  }

  static byte[] ballot(final String electionUuid, final int voter) {
    return """
    {"election_uuid":"%s","credential":"%s","answers":[{"choice":"%s"}]}"""
        .formatted(electionUuid, credential(voter), voter % 2 == 0 ? "Ada" : "Grace")
        .getBytes(StandardCharsets.UTF_8);
  }
}
