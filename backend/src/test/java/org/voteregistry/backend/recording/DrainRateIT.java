package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.TestPropertySource;

/** How fast a full outbox is drained; the figure is printed, only the outcome is checked. */
@TestPropertySource(
    properties = {
      "voteregistry.recording.batch-size=200",
      "voteregistry.recording.max-in-flight=64"
    })
class DrainRateIT extends RecordingTest {
  private static final Logger LOG = LoggerFactory.getLogger(DrainRateIT.class);
  private static final int VOTES = Integer.getInteger("drain.votes", 10_000);

  @Test
  void aBacklogIsRecordedInFullBatches() {
    final String election = openElection(VOTES);
    transaction.executeWithoutResult(
        status ->
            database
                .sql(
                    """
                    insert into recording_entry (election_uuid, voter_index, vote_hash)
                    select ?, i, sha256(convert_to(? || i::text, 'UTF8'))
                    from generate_series(0, ? - 1) as i
                    """)
                .params(election, election, VOTES)
                .update());
    final Instant start = Instant.now();
    awaitRecorded(election, VOTES);
    final Duration taken = Duration.between(start, Instant.now());
    LOG.info(
        "{} votes recorded in {} ms: {} votes/s",
        VOTES,
        taken.toMillis(),
        VOTES * 1000L / taken.toMillis());
    final BoardAudit audit = audit(election).agreesWith(database);
    assertThat(audit.votes()).hasSize(VOTES);
    assertThat(audit.batches().size()).isLessThanOrEqualTo(VOTES / 200 + 1);
  }
}
