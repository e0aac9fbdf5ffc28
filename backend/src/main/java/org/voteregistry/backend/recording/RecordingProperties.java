package org.voteregistry.backend.recording;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How votes are recorded: properties {@code voteregistry.recording.*}.
 *
 * @param enabled whether this instance stands for election as recorder
 * @param batchSize votes in a full batch
 * @param batchAge how long an accepted vote waits for its batch to fill
 * @param maxInFlight transactions that may be signed and not yet in a block
 * @param leaseDuration how long a recorder that has vanished keeps the others waiting
 * @param pollInterval time between two looks at the chain's head, and at the queue when idle
 * @param resendAfter how long a transaction may be pending before the same bytes are sent again
 */
@ConfigurationProperties("voteregistry.recording")
public record RecordingProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("200") int batchSize,
    @DefaultValue("1s") Duration batchAge,
    @DefaultValue("64") int maxInFlight,
    @DefaultValue("5s") Duration leaseDuration,
    @DefaultValue("100ms") Duration pollInterval,
    @DefaultValue("5s") Duration resendAfter) {

  private static final int LARGEST_BATCH = 2_000;
  private static final int MOST_IN_FLIGHT = 1_000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the property that is outside
   */
  public RecordingProperties {
    check(batchSize > 0 && batchSize <= LARGEST_BATCH, "batch-size lies between 1 and 2000");
    check(!batchAge.isNegative(), "batch-age is not negative");
    check(
        maxInFlight > 0 && maxInFlight <= MOST_IN_FLIGHT, "max-in-flight lies between 1 and 1000");
    check(
        leaseDuration.compareTo(Duration.ofMillis(500)) >= 0, "lease-duration is at least 500 ms");
    check(pollInterval.isPositive(), "poll-interval is positive");
    check(resendAfter.isPositive(), "resend-after is positive");
  }

  private static void check(final boolean holds, final String rule) {
    if (!holds) {
      throw new IllegalArgumentException("voteregistry.recording." + rule);
    }
  }
}
