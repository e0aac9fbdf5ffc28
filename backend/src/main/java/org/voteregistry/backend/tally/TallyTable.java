package org.voteregistry.backend.tally;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code encrypted_tally}, {@code partial_decryption} and {@code election_result}. */
@Repository
class TallyTable {
  private static final String TALLY =
      "select tally, sized from encrypted_tally where election_uuid = :election";
  private static final String KEEP_TALLY =
      """
      insert into encrypted_tally (election_uuid, tally, sized) values (:election, :tally, :sized)
      on conflict do nothing
      """;
  private static final String DECRYPTION =
      "select body from partial_decryption where election_uuid = :election and owner = :owner";
  private static final String DECRYPTIONS =
      """
      select owner, body from partial_decryption where election_uuid = :election order by position
      """;
  private static final String KEEP_DECRYPTION =
      """
      insert into partial_decryption (election_uuid, owner, body)
      values (:election, :owner, :body)
      """;
  private static final String RESULT =
      "select * from election_result where election_uuid = :election";
  private static final String KEEP_RESULT =
      """
      insert into election_result (election_uuid, body, result_hash)
      values (:election, :body, :hash)
      """;
  private static final String PUBLISHED =
      """
      update election_result
      set published_tx = :transaction, published_block = :block, refusal = null
      where election_uuid = :election
      """;
  private static final String REFUSED =
      "update election_result set refusal = :reason where election_uuid = :election";

  private final JdbcClient database;

  TallyTable(final JdbcClient database) {
    this.database = database;
  }

  /**
   * The encrypted tally and its size, as JSON of Belenios.
   *
   * @param tally specification 4.16
   * @param sized specification 4.17
   */
  @SuppressWarnings("ArrayRecordComponent")
  record StoredTally(byte[] tally, byte[] sized) {}

  /**
   * A result.
   *
   * @param body Belenios result
   * @param hash its SHA-256
   * @param transaction that published it, once it is on chain
   */
  @SuppressWarnings("ArrayRecordComponent")
  record StoredResult(
      byte[] body,
      byte[] hash,
      Optional<String> transaction,
      Optional<Long> block,
      Optional<String> refusal) {}

  Optional<StoredTally> tally(final String election) {
    return tally(election, TALLY);
  }

  /** As {@link #tally}; no decryption and no result is stored until the transaction ends. */
  Optional<StoredTally> hold(final String election) {
    return tally(election, TALLY + " for update");
  }

  private Optional<StoredTally> tally(final String election, final String sql) {
    return database
        .sql(sql)
        .param("election", election)
        .query((row, number) -> new StoredTally(row.getBytes(1), row.getBytes(2)))
        .optional();
  }

  /** Stores a tally unless one is there, which is the same: it follows from the board. */
  void keep(final String election, final StoredTally tally) {
    database
        .sql(KEEP_TALLY)
        .param("election", election)
        .param("tally", tally.tally())
        .param("sized", tally.sized())
        .update();
  }

  Optional<byte[]> decryption(final String election, final int owner) {
    return database
        .sql(DECRYPTION)
        .param("election", election)
        .param("owner", owner)
        .query((row, number) -> row.getBytes(1))
        .optional();
  }

  /** All decryptions by the number of their trustee, in the order in which they came. */
  SequencedMap<Integer, byte[]> decryptions(final String election) {
    final SequencedMap<Integer, byte[]> found = new LinkedHashMap<>();
    database
        .sql(DECRYPTIONS)
        .param("election", election)
        .query(
            row -> {
              found.put(row.getInt(1), row.getBytes(2));
            });
    return found;
  }

  void keep(final String election, final int owner, final byte[] decryption) {
    database
        .sql(KEEP_DECRYPTION)
        .param("election", election)
        .param("owner", owner)
        .param("body", decryption)
        .update();
  }

  Optional<StoredResult> result(final String election) {
    return database
        .sql(RESULT)
        .param("election", election)
        .query((row, number) -> result(row))
        .optional();
  }

  private static StoredResult result(final ResultSet row) throws SQLException {
    return new StoredResult(
        row.getBytes("body"),
        row.getBytes("result_hash"),
        Optional.ofNullable(row.getString("published_tx")),
        Optional.ofNullable(row.getObject("published_block", Long.class)),
        Optional.ofNullable(row.getString("refusal")));
  }

  void keep(final String election, final byte[] result, final byte[] hash) {
    database
        .sql(KEEP_RESULT)
        .param("election", election)
        .param("body", result)
        .param("hash", hash)
        .update();
  }

  void published(final String election, final String transaction, final long block) {
    database
        .sql(PUBLISHED)
        .param("election", election)
        .param("transaction", transaction)
        .param("block", block)
        .update();
  }

  void refused(final String election, final String reason) {
    database.sql(REFUSED).param("election", election).param("reason", reason).update();
  }
}
