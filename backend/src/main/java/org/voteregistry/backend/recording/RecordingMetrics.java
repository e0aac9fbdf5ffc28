package org.voteregistry.backend.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Figures of recording for Prometheus. */
@Component
class RecordingMetrics implements RecordingObserver {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingMetrics.class);

  private final MeterRegistry meters;
  private final DistributionSummary batchSize;
  private final DistributionSummary gasPerVote;
  private final Timer timeToRecord;
  private final Counter sequenced;
  private final Counter recorded;
  private final Counter sendings;
  private final Counter resendings;
  private final Counter reverts;
  private final Counter setAside;

  RecordingMetrics(final MeterRegistry meters, final OutboxDepth depth, final RecorderState state) {
    this.meters = meters;
    this.batchSize =
        DistributionSummary.builder("voteregistry.recording.batch.size")
            .description("Votes in a recorded batch")
            .serviceLevelObjectives(1, 10, 50, 100, 200, 500, 1000)
            .register(meters);
    this.gasPerVote =
        DistributionSummary.builder("voteregistry.recording.gas.per.vote")
            .description("Gas of a recorded batch by its votes")
            .register(meters);
    this.timeToRecord =
        Timer.builder("voteregistry.recording.time")
            .description("From acceptance to recorded, of the oldest vote in each batch")
            .serviceLevelObjectives(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofMinutes(1))
            .register(meters);
    this.sequenced = meters.counter("voteregistry.recording.sequenced");
    this.recorded = meters.counter("voteregistry.recording.recorded");
    this.sendings = meters.counter("voteregistry.recording.sendings");
    this.resendings = meters.counter("voteregistry.recording.resendings");
    this.reverts = meters.counter("voteregistry.recording.reverts");
    this.setAside = meters.counter("voteregistry.recording.set.aside");
    Gauge.builder("voteregistry.recording.depth", depth, RecordingMetrics::waiting)
        .description("Accepted votes that are not on chain")
        .register(meters);
    Gauge.builder("voteregistry.recording.in.flight", state, RecorderState::inFlight)
        .description("Transactions that are signed and in no block yet")
        .register(meters);
    Gauge.builder("voteregistry.recording.leading", state, s -> s.isLeading() ? 1 : 0)
        .description("1 where this instance is the recorder")
        .register(meters);
  }

  private static double waiting(final OutboxDepth depth) {
    try {
      return depth.waiting();
    } catch (final DataAccessException | TransactionException e) {
      LOG.debug("the queue cannot be counted", e);
      return Double.NaN;
    }
  }

  @Override
  public void sequenced(final String electionUuid, final long firstSerial, final int count) {
    sequenced.increment(count);
  }

  @Override
  public void sent(final String purpose, final String node, final int attempt) {
    sendings.increment();
    if (attempt > 1) {
      resendings.increment();
    }
  }

  @Override
  public void recorded(
      final String electionUuid,
      final long firstSerial,
      final int count,
      final long gasUsed,
      final Duration toRecord) {
    recorded.increment(count);
    batchSize.record(count);
    gasPerVote.record((double) gasUsed / count);
    timeToRecord.record(toRecord);
  }

  @Override
  public void reverted(final String purpose) {
    reverts.increment();
  }

  @Override
  public void setAside(final String electionUuid, final int voterIndex, final String reason) {
    setAside.increment();
  }

  @Override
  public void failed(final String error) {
    meters.counter("voteregistry.recording.failed.terms", "error", error).increment();
  }
}
