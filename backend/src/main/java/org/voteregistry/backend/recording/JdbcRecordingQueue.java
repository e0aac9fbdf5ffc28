package org.voteregistry.backend.recording;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoterIndex;

/** The outbox in PostgreSQL. */
@Component
class JdbcRecordingQueue implements RecordingQueue {
  /**
   * Holds the election open until the caller commits: a request to close waits for that, and
   * whatever comes after it finds the election closing.
   */
  private static final String HOLD_OPEN =
      "select state from chain_election where election_uuid = :election for key share";

  private static final String INSERT =
      """
      insert into recording_entry (election_uuid, voter_index, vote_hash)
      values (:election, :voter, :hash)
      """;

  private final JdbcClient jdbc;

  JdbcRecordingQueue(final JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void enqueue(
      final String electionUuid, final VoterIndex voterIndex, final VoteHash voteHash) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "a vote is queued in the transaction that stores its ballot; none is active");
    }
    final String state =
        jdbc.sql(HOLD_OPEN)
            .param("election", electionUuid)
            .query(String.class)
            .optional()
            .orElse("unknown");
    if (!"OPEN".equals(state)) {
      throw new IllegalStateException(
          "election %s takes no votes: on chain it is %s".formatted(electionUuid, state));
    }
    jdbc.sql(INSERT)
        .param("election", electionUuid)
        .param("voter", voterIndex.value())
        .param("hash", voteHash.toBytes())
        .update();
  }
}
