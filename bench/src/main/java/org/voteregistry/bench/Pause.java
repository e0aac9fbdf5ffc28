package org.voteregistry.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something to happen. */
final class Pause {
  private static final Duration POLL = Duration.ofMillis(100);

  private Pause() {}

  static void of(final Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }

  /**
   * Looks every 100 ms.
   *
   * @throws BenchFailed when it has not happened within the time
   */
  static void until(final String what, final Duration timeout, final BooleanSupplier happened) {
    until(what, timeout, POLL, happened);
  }

  /**
   * Looks at this interval.
   *
   * @throws BenchFailed when it has not happened within the time
   */
  static void until(
      final String what,
      final Duration timeout,
      final Duration interval,
      final BooleanSupplier happened) {
    final long end = System.nanoTime() + timeout.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new BenchFailed("%s: not within %d s".formatted(what, timeout.toSeconds()));
      }
      of(interval);
    }
  }
}
