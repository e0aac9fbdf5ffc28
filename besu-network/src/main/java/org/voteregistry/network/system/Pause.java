package org.voteregistry.network.system;

import java.time.Duration;

/** Waiting a moment. */
final class Pause {
  private Pause() {}

  /**
   * @throws SystemFailedException when the thread is interrupted
   */
  static void of(final Duration time) {
    try {
      Thread.sleep(time);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SystemFailedException("Interrupted.");
    }
  }
}
