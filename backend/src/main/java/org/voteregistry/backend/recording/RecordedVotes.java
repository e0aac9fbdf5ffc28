package org.voteregistry.backend.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.voteregistry.proofs.Reference;
import org.voteregistry.proofs.VoteHash;

/** Votes with what became of them, found by hash or reference. */
@Component
class RecordedVotes {
  private static final String BY_HASH = "select * from recording_entry where vote_hash = :hash";

  /** A reference is the first 80 bits of the hash, so it is a range of hashes. */
  private static final String BY_REFERENCE =
      "select * from recording_entry where vote_hash between :low and :high";

  private static final String ATTEMPTS =
      """
      select a.at, a.node, a.outcome from sending_attempt a
      where a.transaction_id = :transaction order by a.at
      """;
  private static final String PENDING_HASH =
      """
      select s.tx_hash from signed_transaction s
      where s.transaction_id = :transaction order by s.signed_at desc limit 1
      """;
  private static final String STATE = "select state from chain_transaction where id = :transaction";

  private final JdbcClient jdbc;

  RecordedVotes(final JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Vote> find(final VoteHash hash) {
    return jdbc.sql(BY_HASH)
        .param("hash", hash.toBytes())
        .query((row, number) -> vote(row))
        .optional();
  }

  Optional<Vote> find(final Reference reference) {
    final HashRange range = HashRange.of(reference);
    return jdbc
        .sql(BY_REFERENCE)
        .param("low", range.low())
        .param("high", range.high())
        .query((row, number) -> vote(row))
        .list()
        .stream()
        .filter(vote -> vote.voteHash().reference().equals(reference))
        .findFirst();
  }

  /** Every attempt to send a transaction, the oldest first. */
  List<Attempt> attempts(final long transaction) {
    return jdbc.sql(ATTEMPTS)
        .param("transaction", transaction)
        .query(
            (row, number) ->
                new Attempt(
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("node"),
                    row.getString("outcome")))
        .list();
  }

  /** The hash of the newest signed form of a pending transaction. */
  String pendingHash(final long transaction) {
    return jdbc.sql(PENDING_HASH).param("transaction", transaction).query(String.class).single();
  }

  /** Whether a validator has taken the transaction. */
  boolean isSubmitted(final long transaction) {
    return "SUBMITTED"
        .equals(jdbc.sql(STATE).param("transaction", transaction).query(String.class).single());
  }

  private static Vote vote(final ResultSet row) throws SQLException {
    return new Vote(
        row.getString("election_uuid"),
        row.getInt("voter_index"),
        VoteHash.of(row.getBytes("vote_hash")),
        row.getObject("serial", Long.class),
        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
        row.getString("reason"));
  }

  /**
   * An accepted vote.
   *
   * @param serial null before it has one, and where it was set aside
   * @param reason why it was set aside, or null
   */
  record Vote(
      String electionUuid,
      int voterIndex,
      VoteHash voteHash,
      Long serial,
      Instant acceptedAt,
      String reason) {}

  /** One sending of a transaction. */
  record Attempt(Instant at, String node, String outcome) {}
}
