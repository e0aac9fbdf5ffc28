package org.voteregistry.network.system;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tells which validator stands still while another one goes on. Besu up to 26.8 can deadlock when a
 * validator falls behind under load (besu-eth/besu#11037): its process lives, answers RPC, and
 * never imports a block again until it is restarted.
 *
 * <p>Where all stand still nothing is stalled: then the quorum is missing, and restarting those
 * that are left would help nobody.
 */
final class StalledValidators {
  /** Blocks behind the highest validator from which on standing still counts. */
  static final long LAG = 20;

  private final Duration patience;
  private final Map<Integer, Seen> seen = new HashMap<>();
  private long highest;

  private record Seen(long height, Instant since) {}

  /**
   * @param patience how long a validator may stay at one block
   */
  StalledValidators(final Duration patience) {
    this.patience = patience;
  }

  /** Forgets what was seen of a validator, because it starts now. */
  void starts(final int validator, final Instant now) {
    final Seen before = seen.get(validator);
    seen.put(validator, new Seen(before == null ? 0 : before.height(), now));
  }

  /** Notes a validator's height; empty where it does not answer. */
  void sees(final int validator, final OptionalLong height, final Instant now) {
    final Seen before = seen.get(validator);
    if (before == null || height.isPresent() && height.getAsLong() != before.height()) {
      seen.put(validator, new Seen(height.orElse(0), now));
    }
    highest = Math.max(highest, height.orElse(0));
  }

  /** Whether a validator that runs has to be restarted. */
  boolean stalled(final int validator, final Instant now) {
    final Seen last = seen.get(validator);
    return last != null
        && highest - last.height() >= LAG
        && Duration.between(last.since(), now).compareTo(patience) >= 0;
  }
}
