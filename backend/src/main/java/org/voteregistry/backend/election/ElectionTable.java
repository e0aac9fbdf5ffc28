package org.voteregistry.backend.election;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code election}. */
@Repository
class ElectionTable {
  private static final String INSERT =
      """
      insert into election (uuid, state, content, opens_at, closes_at, recording_ends_at)
      values (:uuid, 'DRAFT', :content, :opensAt, :closesAt, :recordingEndsAt)
      """;

  private static final String FIND = "select * from election where uuid = :uuid";

  private static final String FIND_FOR_UPDATE = FIND + " for update";

  private static final String PAGE =
      """
      select * from election
      where (created_at, uuid) < (:createdAt, :uuid)
      order by created_at desc, uuid desc
      limit :limit
      """;

  private static final String SET_ROLL =
      """
      update election set roll_size = :size, roll_hash = :hash, roll_checked = :checked
      where uuid = :uuid and state = 'DRAFT'
      """;

  private static final String ROLL_IS_CHECKED =
      "update election set roll_checked = true where uuid = :uuid";

  private static final String SET_TRUSTEES =
      "update election set trustees = :trustees where uuid = :uuid and state = 'DRAFT'";

  private static final String FREEZE =
      """
      update election
      set state = 'OPENING', manifest = :manifest, manifest_hash = :manifestHash,
          parameters = :parameters, refusal = null
      where uuid = :uuid and state = 'DRAFT'
      """;

  private static final String OPENED =
      """
      update election
      set state = 'OPEN', chain_election_id = :chainElectionId, opening_tx = :transaction
      where uuid = :uuid and state = 'OPENING'
      """;

  private static final String OPENING_REFUSED =
      """
      update election
      set state = 'DRAFT', manifest = null, manifest_hash = null, parameters = null,
          refusal = :reason
      where uuid = :uuid and state = 'OPENING'
      """;

  private static final String STOP_CASTING =
      "update election set state = 'CLOSING', refusal = null where uuid = :uuid and state = 'OPEN'";

  private static final String CLOSING_REFUSED =
      "update election set refusal = :reason where uuid = :uuid and state = 'CLOSING'";

  private static final String CLOSING_REPEATED =
      """
      update election set refusal = null
      where uuid = :uuid and state = 'CLOSING' and refusal is not null
      """;

  private static final String CLOSED =
      """
      update election
      set state = 'CLOSED', ballots = :ballots, board_hash = :boardHash,
          closing_tx = :transaction, refusal = null
      where uuid = :uuid and state = 'CLOSING'
      """;

  private static final String OVER =
      "select uuid from election where state = 'OPEN' and closes_at <= clock_timestamp()";

  private final JdbcClient database;

  ElectionTable(final JdbcClient database) {
    this.database = database;
  }

  void insert(final ElectionUuid uuid, final ElectionContent content, final ElectionHours hours) {
    database
        .sql(INSERT)
        .param("uuid", uuid.text())
        .param("content", CanonicalJson.text(content))
        .param("opensAt", Timestamp.from(hours.opensAt()))
        .param("closesAt", Timestamp.from(hours.closesAt()))
        .param("recordingEndsAt", Timestamp.from(hours.recordingEndsAt()))
        .update();
  }

  Optional<ElectionRecord> find(final ElectionUuid uuid) {
    return database.sql(FIND).param("uuid", uuid.text()).query(ElectionTable::row).optional();
  }

  /** As {@link #find}; the row stays as it is until the caller's transaction ends. */
  Optional<ElectionRecord> lock(final ElectionUuid uuid) {
    return database
        .sql(FIND_FOR_UPDATE)
        .param("uuid", uuid.text())
        .query(ElectionTable::row)
        .optional();
  }

  /** Elections after that one, the newest first. */
  List<ElectionRecord> page(final ElectionCursor after, final int limit) {
    return database
        .sql(PAGE)
        .param("createdAt", Timestamp.from(after.createdAt()))
        .param("uuid", after.uuid())
        .param("limit", limit)
        .query(ElectionTable::row)
        .list();
  }

  void setRoll(final ElectionUuid uuid, final int size, final byte[] hash, final boolean checked) {
    database
        .sql(SET_ROLL)
        .param("uuid", uuid.text())
        .param("size", size)
        .param("hash", hash)
        .param("checked", checked)
        .update();
  }

  void rollIsChecked(final ElectionUuid uuid) {
    database.sql(ROLL_IS_CHECKED).param("uuid", uuid.text()).update();
  }

  void setTrustees(final ElectionUuid uuid, final byte[] trustees) {
    database.sql(SET_TRUSTEES).param("uuid", uuid.text()).param("trustees", trustees).update();
  }

  void freeze(
      final ElectionUuid uuid,
      final byte[] manifest,
      final byte[] manifestHash,
      final Optional<byte[]> parameters) {
    database
        .sql(FREEZE)
        .param("parameters", parameters.orElse(null), Types.BINARY)
        .param("uuid", uuid.text())
        .param("manifest", manifest)
        .param("manifestHash", manifestHash)
        .update();
  }

  boolean opened(final String uuid, final long chainElectionId, final String transaction) {
    return database
            .sql(OPENED)
            .param("uuid", uuid)
            .param("chainElectionId", chainElectionId)
            .param("transaction", transaction)
            .update()
        == 1;
  }

  boolean openingRefused(final String uuid, final String reason) {
    return database.sql(OPENING_REFUSED).param("uuid", uuid).param("reason", reason).update() == 1;
  }

  boolean stopCasting(final ElectionUuid uuid) {
    return database.sql(STOP_CASTING).param("uuid", uuid.text()).update() == 1;
  }

  boolean closingRefused(final String uuid, final String reason) {
    return database.sql(CLOSING_REFUSED).param("uuid", uuid).param("reason", reason).update() == 1;
  }

  boolean repeatRefusedClosing(final ElectionUuid uuid) {
    return database.sql(CLOSING_REPEATED).param("uuid", uuid.text()).update() == 1;
  }

  boolean closed(
      final String uuid, final long ballots, final byte[] boardHash, final String transaction) {
    return database
            .sql(CLOSED)
            .param("uuid", uuid)
            .param("ballots", ballots)
            .param("boardHash", boardHash)
            .param("transaction", transaction)
            .update()
        == 1;
  }

  /** Open elections whose closing time has passed by the database's clock. */
  List<ElectionUuid> over() {
    return database.sql(OVER).query(String.class).list().stream().map(ElectionUuid::new).toList();
  }

  private static ElectionRecord row(final ResultSet row, final int number) throws SQLException {
    return new ElectionRecord(
        new ElectionUuid(row.getString("uuid")),
        ElectionState.valueOf(row.getString("state")),
        CanonicalJson.read(row.getString("content"), ElectionContent.class),
        new ElectionHours(
            instant(row, "opens_at"), instant(row, "closes_at"), instant(row, "recording_ends_at")),
        row.getInt("roll_size"),
        row.getBoolean("roll_checked"),
        Optional.ofNullable(row.getBytes("roll_hash")),
        Optional.ofNullable(row.getBytes("trustees")),
        Optional.ofNullable(row.getBytes("parameters")),
        Optional.ofNullable(row.getBytes("manifest")),
        Optional.ofNullable(row.getBytes("manifest_hash")),
        Optional.ofNullable(row.getObject("chain_election_id", Long.class)),
        Optional.ofNullable(row.getString("opening_tx")),
        Optional.ofNullable(row.getObject("ballots", Long.class)),
        Optional.ofNullable(row.getBytes("board_hash")),
        Optional.ofNullable(row.getString("closing_tx")),
        Optional.ofNullable(row.getString("refusal")),
        instant(row, "created_at"));
  }

  private static Instant instant(final ResultSet row, final String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
