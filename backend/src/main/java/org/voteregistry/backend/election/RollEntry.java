package org.voteregistry.backend.election;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of a roll: {@code credential} or {@code credential,weight}, as Belenios writes public
 * credentials (specification 4.8).
 *
 * @param credential what a ballot names
 * @param weight how often the ballot counts; absent where the roll does not state it, then once
 */
record RollEntry(String credential, OptionalLong weight) {
  /** Sums stay exact up to here, in JSON, too. */
  static final long MOST_WEIGHT = 1L << 53;

  private static final Pattern WEIGHTED = Pattern.compile("([0-9]+),(0|[1-9][0-9]{0,15})");

  static RollEntry parse(final String text) {
    final Matcher weighted = WEIGHTED.matcher(text);
    return weighted.matches()
        ? new RollEntry(weighted.group(1), OptionalLong.of(Long.parseLong(weighted.group(2))))
        : new RollEntry(text, OptionalLong.empty());
  }

  String text() {
    return weight.isPresent() ? credential + "," + weight.getAsLong() : credential;
  }
}
