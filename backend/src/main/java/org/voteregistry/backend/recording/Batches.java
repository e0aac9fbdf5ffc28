package org.voteregistry.backend.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Batches: consecutive serials that one transaction records. */
@Component
class Batches {
  private static final String FORM =
      """
      insert into recording_batch (election_uuid, first_serial, count, state, root, transaction_id,
                                   oldest_accepted_at)
      values (:election, :first, :count, 'IN_FLIGHT', :root, :transaction, :oldest)
      """;
  private static final String OF_TRANSACTION =
      """
      select r.*, c.chain_election_id, (extract(epoch from clock_timestamp() - r.oldest_accepted_at)
             * 1000)::bigint as age
      from recording_batch r join chain_election c using (election_uuid)
      where r.transaction_id = :transaction
      """;
  private static final String RECORDED =
      """
      update recording_batch
      set state = 'RECORDED', chain_batch_id = :batch, tx_hash = :hash, block_number = :number,
          block_hash = :block, gas_used = :gas, recorded_at = clock_timestamp()
      where id = :id and state = 'IN_FLIGHT'
      """;
  private static final String ENDED =
      "update recording_batch set state = :state where id = :id and state = 'IN_FLIGHT'";
  private static final String ADOPT =
      """
      insert into recording_batch (election_uuid, first_serial, count, state, root,
                                   oldest_accepted_at, chain_batch_id, tx_hash, block_number,
                                   block_hash, recorded_at)
      values (:election, :first, :count, 'RECORDED', :root, clock_timestamp(), :batch, :hash,
              :number, :block, clock_timestamp())
      """;
  private static final String LAST_BLOCK =
      """
      select coalesce(max(block_number), 0) from recording_batch
      where election_uuid = :election and state = 'RECORDED'
      """;
  private static final String COVERING =
      """
      select * from recording_batch
      where election_uuid = :election and first_serial <= :serial
        and state in ('IN_FLIGHT', 'RECORDED')
      order by first_serial desc limit 1
      """;
  private static final String LAST_REVERTED =
      """
      select transaction_id from recording_batch
      where election_uuid = :election and first_serial = :first and state = 'REVERTED'
      order by id desc limit 1
      """;

  private final JdbcClient jdbc;

  Batches(final JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void form(
      final String electionUuid,
      final long firstSerial,
      final int count,
      final byte[] root,
      final long transaction,
      final Instant oldest) {
    jdbc.sql(FORM)
        .param("election", electionUuid)
        .param("first", firstSerial)
        .param("count", count)
        .param("root", root)
        .param("transaction", transaction)
        .param("oldest", oldest.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The batch that a transaction records. */
  Batch ofTransaction(final long transaction) {
    return jdbc.sql(OF_TRANSACTION)
        .param("transaction", transaction)
        .query(
            (row, number) ->
                new Batch(
                    row.getLong("id"),
                    row.getString("election_uuid"),
                    row.getLong("chain_election_id"),
                    row.getLong("first_serial"),
                    row.getInt("count"),
                    row.getBytes("root"),
                    Duration.ofMillis(row.getLong("age"))))
        .single();
  }

  void recorded(final Batch batch, final long chainBatchId, final TransactionReceipt receipt) {
    final int changed =
        jdbc.sql(RECORDED)
            .param("batch", chainBatchId)
            .param("hash", receipt.transactionHash())
            .param("number", receipt.blockNumber())
            .param("block", receipt.blockHash())
            .param("gas", receipt.gasUsed())
            .param("id", batch.id())
            .update();
    if (changed != 1) {
      throw new IllegalStateException("batch %d was recorded twice".formatted(batch.id()));
    }
  }

  void reverted(final Batch batch) {
    jdbc.sql(ENDED).param("state", "REVERTED").param("id", batch.id()).update();
  }

  void abandoned(final Batch batch) {
    jdbc.sql(ENDED).param("state", "ABANDONED").param("id", batch.id()).update();
  }

  /** A batch that another transaction recorded. */
  void adopt(
      final String electionUuid,
      final long firstSerial,
      final int count,
      final byte[] root,
      final long chainBatchId,
      final String transactionHash,
      final long blockNumber,
      final String blockHash) {
    jdbc.sql(ADOPT)
        .param("election", electionUuid)
        .param("first", firstSerial)
        .param("count", count)
        .param("root", root)
        .param("batch", chainBatchId)
        .param("hash", transactionHash)
        .param("number", blockNumber)
        .param("block", blockHash)
        .update();
  }

  /** The block of the last recorded batch, or 0. */
  long lastBlock(final String electionUuid) {
    return jdbc.sql(LAST_BLOCK).param("election", electionUuid).query(Long.class).single();
  }

  /** The transaction that failed to record the batch from this serial on, the latest. */
  Optional<Long> lastReverted(final String electionUuid, final long firstSerial) {
    return jdbc.sql(LAST_REVERTED)
        .param("election", electionUuid)
        .param("first", firstSerial)
        .query(Long.class)
        .optional();
  }

  /** The batch that holds a serial. */
  Optional<BatchRow> covering(final String electionUuid, final long serial) {
    return jdbc.sql(COVERING)
        .param("election", electionUuid)
        .param("serial", serial)
        .query((row, number) -> row(row))
        .optional()
        .filter(batch -> serial < batch.firstSerial() + batch.count());
  }

  private static BatchRow row(final ResultSet row) throws SQLException {
    final OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
    return new BatchRow(
        row.getLong("id"),
        "RECORDED".equals(row.getString("state")),
        row.getLong("first_serial"),
        row.getInt("count"),
        row.getBytes("root"),
        row.getObject("transaction_id", Long.class),
        row.getObject("chain_batch_id", Long.class),
        row.getString("tx_hash"),
        row.getObject("block_number", Long.class),
        row.getString("block_hash"),
        row.getObject("gas_used", Long.class),
        recordedAt == null ? null : recordedAt.toInstant());
  }

  /**
   * A batch whose transaction is pending.
   *
   * @param root Merkle root of its votes as this service computes it, 32 bytes
   * @param age since its oldest vote was accepted
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Batch(
      long id,
      String electionUuid,
      long chainElectionId,
      long firstSerial,
      int count,
      byte[] root,
      Duration age) {}

  /** A batch for status and receipts; what is not known yet is null. */
  @SuppressWarnings("ArrayRecordComponent")
  record BatchRow(
      long id,
      boolean recorded,
      long firstSerial,
      int count,
      byte[] root,
      Long transactionId,
      Long chainBatchId,
      String transactionHash,
      Long blockNumber,
      String blockHash,
      Long gasUsed,
      Instant recordedAt) {}
}
