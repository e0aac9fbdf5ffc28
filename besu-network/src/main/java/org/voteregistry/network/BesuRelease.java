package org.voteregistry.network;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Besu by its calendar version; what comes after the month (patch, candidate, commit)
 * changes no option that the launcher uses.
 *
 * @param year of two digits
 * @param month from 1 to 12
 */
record BesuRelease(int year, int month) implements Comparable<BesuRelease> {
  /** The oldest whose options this launcher speaks. */
  static final BesuRelease OLDEST = new BesuRelease(24, 12);

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:[.-].*)?");
  private static final Comparator<BesuRelease> BY_DATE =
      Comparator.comparingInt(BesuRelease::year).thenComparingInt(BesuRelease::month);

  /** Reads a version such as 24.12.2 or 26.8-develop-683880b; empty where it is none. */
  static Optional<BesuRelease> parse(final String version) {
    final Matcher parts = VERSION.matcher(version);
    return parts.matches()
        ? Optional.of(
            new BesuRelease(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  boolean isBefore(final BesuRelease other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(final BesuRelease other) {
    return BY_DATE.compare(this, other);
  }

  @Override
  public String toString() {
    return year + "." + month;
  }
}
