package org.voteregistry.bench;

import java.util.Arrays;
import java.util.Collection;

/** Durations in nanoseconds, and the share of them below a value. */
final class Percentiles {
  private static final double NANOS_A_MILLI = 1e6;
  private final long[] sorted;

  Percentiles(final Collection<Long> nanos) {
    sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
  }

  /** The duration below which this share of them lies (nearest rank), in milliseconds. */
  double millis(final double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    final int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / NANOS_A_MILLI;
  }
}
