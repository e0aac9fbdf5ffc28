package org.voteregistry.bench;

import java.util.Arrays;
import java.util.Collection;

/** Percentiles of durations, by nearest rank. */
final class Percentiles {
  private final long[] nanos;

  private Percentiles(final long[] nanos) {
    this.nanos = nanos;
  }

  static Percentiles of(final Collection<Long> nanos) {
    final long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /**
   * The smallest duration that is not exceeded by this share of them.
   *
   * @param percent 1 to 100
   * @return milliseconds; 0 where there are no durations
   */
  double millis(final int percent) {
    if (nanos.length == 0) {
      return 0;
    }
    final int rank = (int) Math.ceil(percent / 100.0 * nanos.length);
    return nanos[Math.max(rank, 1) - 1] / 1e6;
  }
}
