package org.voteregistry.backend.recording;

import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests to open, close and publish elections, kept in PostgreSQL until the recorder has done
 * them.
 */
@Component
class JdbcElectionLedger implements ElectionLedger {
  /** A refused opening may be asked for again, with other values. */
  private static final String REQUEST_OPENING =
      """
      insert into chain_election (election_uuid, manifest_hash, roll_hash, roll_size, opens_at,
                                  closes_at, recording_ends_at, state)
      values (:election, :manifest, :roll, :size, :opens, :closes, :ends, 'OPENING')
      on conflict (election_uuid) do update
      set manifest_hash = excluded.manifest_hash, roll_hash = excluded.roll_hash,
          roll_size = excluded.roll_size, opens_at = excluded.opens_at,
          closes_at = excluded.closes_at, recording_ends_at = excluded.recording_ends_at,
          state = 'OPENING', remark = null, requested_at = now()
      where chain_election.state = 'REFUSED' and chain_election.chain_election_id is null
      """;

  private static final String ADD_BOARD =
      "insert into election_board (election_uuid) values (:election) on conflict do nothing";

  /** FOR UPDATE conflicts with the lock of {@link JdbcRecordingQueue}: no vote slips past it. */
  private static final String HOLD_CLOSED =
      "select state from chain_election where election_uuid = :election for update";

  private static final String REQUEST_CLOSING =
      """
      update chain_election set state = 'CLOSING', remark = null, requested_at = now()
      where election_uuid = :election
        and (state = 'OPEN' or state = 'REFUSED' and chain_election_id is not null)
      """;

  private static final String REQUEST_PUBLISHING =
      """
      update chain_election
      set state = 'PUBLISHING', result_hash = :hash, result_counts = :counts, remark = null,
          requested_at = now()
      where election_uuid = :election and state = 'CLOSED'
      """;

  private static final String SAME_RESULT =
      """
      select count(*) from chain_election
      where election_uuid = :election and state in ('PUBLISHING', 'PUBLISHED')
        and result_hash = :hash
      """;

  private final JdbcClient jdbc;

  JdbcElectionLedger(final JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void requestOpening(final Opening opening) {
    jdbc.sql(REQUEST_OPENING)
        .param("election", opening.electionUuid())
        .param("manifest", opening.manifestHash())
        .param("roll", opening.rollHash())
        .param("size", opening.rollSize())
        .param("opens", opening.opensAt().atOffset(ZoneOffset.UTC))
        .param("closes", opening.closesAt().atOffset(ZoneOffset.UTC))
        .param("ends", opening.recordingEndsAt().atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(ADD_BOARD).param("election", opening.electionUuid()).update();
  }

  @Override
  @Transactional
  public void requestClosing(final String electionUuid) {
    final String state =
        jdbc.sql(HOLD_CLOSED)
            .param("election", electionUuid)
            .query(String.class)
            .optional()
            .orElse("unknown");
    switch (state) {
      case "OPEN", "REFUSED" -> jdbc.sql(REQUEST_CLOSING).param("election", electionUuid).update();
      case "CLOSING", "CLOSED" -> {
        // Asked for already.
      }
      default ->
          throw new IllegalStateException(
              "election %s cannot be closed on chain: it is %s there"
                  .formatted(electionUuid, state));
    }
  }

  @Override
  @Transactional
  public void requestPublishing(
      final String electionUuid, final byte[] resultHash, final List<Long> counts) {
    final int changed =
        jdbc.sql(REQUEST_PUBLISHING)
            .param("election", electionUuid)
            .param("hash", resultHash)
            .param("counts", counts.toArray(Long[]::new))
            .update();
    if (changed == 0
        && jdbc.sql(SAME_RESULT)
                .param("election", electionUuid)
                .param("hash", resultHash)
                .query(Long.class)
                .single()
            == 0) {
      throw new IllegalStateException(
          "the result of election %s cannot be published: it is not closed on chain, or another result was asked for"
              .formatted(electionUuid));
    }
  }
}
