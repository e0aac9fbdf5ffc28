package org.voteregistry.backend.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.SignedTransaction;

/** Signed transactions: stored before they are sent, kept with everything that was tried. */
@Component
class TransactionOutbox {
  private static final String PENDING =
      """
      select t.id, t.account, t.nonce, t.purpose, t.gas_limit, t.attempts,
             coalesce(extract(epoch from clock_timestamp() - t.last_sent_at) * 1000, -1)::bigint
               as idle,
             (select array_agg(s.tx_hash order by s.signed_at desc) from signed_transaction s
              where s.transaction_id = t.id) as hashes
      from chain_transaction t
      where t.state in ('PREPARED', 'SUBMITTED')
      order by t.account, t.nonce
      """;
  private static final String NEXT_NONCE =
      "select coalesce(max(nonce) + 1, 0) from chain_transaction where account = :account";
  private static final String SETTLED_NONCES =
      """
      select coalesce(max(nonce) + 1, 0) from chain_transaction
      where account = :account and state in ('MINED', 'REVERTED')
      """;
  private static final String STORE =
      """
      insert into chain_transaction (account, nonce, purpose, gas_limit)
      values (:account, :nonce, :purpose, :gas)
      returning id
      """;
  private static final String STORE_SIGNED =
      """
      insert into signed_transaction (tx_hash, transaction_id, gas_price, raw)
      values (:hash, :transaction, :price, :raw)
      """;
  private static final String RAW =
      """
      select distinct on (transaction_id) transaction_id, raw
      from signed_transaction where transaction_id = any (?)
      order by transaction_id, signed_at desc
      """;
  private static final String SENT =
      """
      update chain_transaction t
      set state = case when t.id = any (?) then 'SUBMITTED' else t.state end,
          attempts = attempts + 1, last_sent_at = clock_timestamp()
      where t.id = any (?) and t.state in ('PREPARED', 'SUBMITTED')
      """;
  private static final String ATTEMPTED =
      """
      insert into sending_attempt (transaction_id, node, outcome)
      select u.id, ?, u.outcome from unnest(?::bigint[], ?::text[]) as u (id, outcome)
      """;
  private static final String SETTLE =
      """
      update chain_transaction
      set state = :state, tx_hash = :hash, block_number = :number, block_hash = :block,
          gas_used = :gas, settled_at = clock_timestamp(), reason = :reason
      where id = :id and state in ('PREPARED', 'SUBMITTED')
      """;
  private static final String REPLACE =
      """
      update chain_transaction
      set state = 'REPLACED', settled_at = clock_timestamp(), reason = :reason
      where id = :id and state in ('PREPARED', 'SUBMITTED')
      """;
  private static final String EXPLAIN =
      "update chain_transaction set reason = :reason where id = :id and state = 'REVERTED'";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  TransactionOutbox(final JdbcClient jdbc, final JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** All transactions whose fate is open, each account's in the order of nonces. */
  List<PendingTransaction> pending() {
    return jdbc.sql(PENDING).query((row, number) -> pending(row)).list();
  }

  private static PendingTransaction pending(final ResultSet row) throws SQLException {
    return new PendingTransaction(
        row.getLong("id"),
        row.getString("account"),
        row.getLong("nonce"),
        Purpose.parse(row.getString("purpose")),
        row.getLong("gas_limit"),
        Arrays.asList((String[]) row.getArray("hashes").getArray()),
        row.getInt("attempts"),
        row.getLong("idle"));
  }

  /** The nonce after the highest that was ever given; 0 for an account that has none. */
  long nextNonce(final String account) {
    return jdbc.sql(NEXT_NONCE).param("account", account).query(Long.class).single();
  }

  /**
   * How many of the account's nonces are known to be consumed: what the chain must not be below.
   */
  long settledNonces(final String account) {
    return jdbc.sql(SETTLED_NONCES).param("account", account).query(Long.class).single();
  }

  /** Stores a signed transaction; its nonce is taken from then on. */
  long store(
      final String account,
      final long nonce,
      final Purpose purpose,
      final long gasLimit,
      final SignedTransaction signed) {
    final long id =
        jdbc.sql(STORE)
            .param("account", account)
            .param("nonce", nonce)
            .param("purpose", purpose.text())
            .param("gas", gasLimit)
            .query(Long.class)
            .single();
    storeForm(id, signed);
    return id;
  }

  /** Stores a dearer form of the same nonce, to be sent at once. */
  void reprice(final long id, final SignedTransaction signed) {
    storeForm(id, signed);
    jdbc.sql("update chain_transaction set last_sent_at = null where id = :id")
        .param("id", id)
        .update();
  }

  private void storeForm(final long id, final SignedTransaction signed) {
    jdbc.sql(STORE_SIGNED)
        .param("hash", signed.hash())
        .param("transaction", id)
        .param("price", signed.gasPrice())
        .param("raw", signed.raw())
        .update();
  }

  /** The newest signed bytes of each transaction. */
  Map<Long, byte[]> raw(final List<Long> ids) {
    final Map<Long, byte[]> bytes = new LinkedHashMap<>();
    template.query(
        connection -> {
          final var statement = connection.prepareStatement(RAW);
          statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
          return statement;
        },
        row -> {
          bytes.put(row.getLong("transaction_id"), row.getBytes("raw"));
        });
    return bytes;
  }

  /** Notes what a node answered to each, and which of them it has now. */
  void attempted(final String node, final Map<Long, String> outcomes, final List<Long> taken) {
    template.update(
        connection -> {
          final var statement = connection.prepareStatement(ATTEMPTED);
          statement.setString(1, node);
          statement.setArray(2, connection.createArrayOf("bigint", outcomes.keySet().toArray()));
          statement.setArray(3, connection.createArrayOf("text", outcomes.values().toArray()));
          return statement;
        });
    template.update(
        connection -> {
          final var statement = connection.prepareStatement(SENT);
          statement.setArray(1, connection.createArrayOf("bigint", taken.toArray()));
          statement.setArray(2, connection.createArrayOf("bigint", outcomes.keySet().toArray()));
          return statement;
        });
  }

  /** The receipt's outcome is final. */
  void settle(final PendingTransaction transaction, final TransactionReceipt receipt) {
    final int changed =
        jdbc.sql(SETTLE)
            .param("state", receipt.succeeded() ? "MINED" : "REVERTED")
            .param("hash", receipt.transactionHash())
            .param("number", receipt.blockNumber())
            .param("block", receipt.blockHash())
            .param("gas", receipt.gasUsed())
            .param("reason", null, java.sql.Types.VARCHAR)
            .param("id", transaction.id())
            .update();
    if (changed != 1) {
      throw new IllegalStateException(
          "transaction %d was settled twice".formatted(transaction.id()));
    }
  }

  /** Another transaction consumed its nonce: it can never have effect. */
  void replaced(final PendingTransaction transaction, final String reason) {
    jdbc.sql(REPLACE).param("reason", reason).param("id", transaction.id()).update();
  }

  /** Adds why a transaction was reverted. */
  void explain(final long id, final String reason) {
    jdbc.sql(EXPLAIN).param("reason", reason).param("id", id).update();
  }
}
