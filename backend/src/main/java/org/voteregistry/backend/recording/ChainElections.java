package org.voteregistry.backend.recording;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Elections as the chain has them, or shall have them. */
@Component
class ChainElections {
  private static final String TO_OPEN =
      """
      select * from chain_election e where state = 'OPENING' and not exists (
        select 1 from chain_transaction t
        where t.purpose = 'open:' || e.election_uuid and t.state in ('PREPARED', 'SUBMITTED'))
      order by requested_at
      """;
  private static final String TO_CLOSE =
      """
      select e.* from chain_election e join election_board b using (election_uuid)
      where e.state = 'CLOSING' and b.recorded = b.sequenced and not b.repairing
        and not exists (select 1 from recording_entry r
                        where r.election_uuid = e.election_uuid and r.state = 'ACCEPTED')
        and not exists (
          select 1 from chain_transaction t
          where t.purpose = 'close:' || e.election_uuid and t.state in ('PREPARED', 'SUBMITTED'))
      order by e.requested_at
      """;
  private static final String TO_PUBLISH =
      """
      select * from chain_election e where state = 'PUBLISHING' and not exists (
        select 1 from chain_transaction t
        where t.purpose = 'publish:' || e.election_uuid and t.state in ('PREPARED', 'SUBMITTED'))
      order by requested_at
      """;
  private static final String PUBLISHED =
      """
      update chain_election set state = 'PUBLISHED', remark = null
      where election_uuid = :election and state = 'PUBLISHING'
      """;
  private static final String PUBLISHING_REFUSED =
      """
      update chain_election set state = 'CLOSED', remark = :reason
      where election_uuid = :election and state = 'PUBLISHING'
      """;
  private static final String FIND = "select * from chain_election where election_uuid = :election";
  private static final String OPEN =
      "select * from chain_election where state in ('OPEN', 'CLOSING') order by election_uuid";
  private static final String OPENED =
      """
      update chain_election
      set state = 'OPEN', chain_election_id = :number, opened_block = :block, remark = null
      where election_uuid = :election and state = 'OPENING'
      """;
  private static final String CLOSED =
      """
      update chain_election set state = 'CLOSED', remark = null
      where election_uuid = :election and state = 'CLOSING'
      """;
  private static final String REFUSED =
      """
      update chain_election set state = 'REFUSED', remark = :reason
      where election_uuid = :election and state in ('OPENING', 'CLOSING')
      """;
  private static final String REMARK =
      """
      update chain_election set remark = :reason
      where election_uuid = :election and remark is distinct from :reason
      """;

  private final JdbcClient jdbc;

  ChainElections(final JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Requests to open that no transaction is pending for. */
  List<ChainElection> toOpen() {
    return jdbc.sql(TO_OPEN).query((row, number) -> election(row)).list();
  }

  /** Requests to close whose votes are all recorded or set aside, without a pending transaction. */
  List<ChainElection> toClose() {
    return jdbc.sql(TO_CLOSE).query((row, number) -> election(row)).list();
  }

  /** Requests to publish that no transaction is pending for. */
  List<ChainElection> toPublish() {
    return jdbc.sql(TO_PUBLISH).query((row, number) -> election(row)).list();
  }

  /** Elections that the chain takes records for. */
  List<ChainElection> open() {
    return jdbc.sql(OPEN).query((row, number) -> election(row)).list();
  }

  ChainElection get(final String electionUuid) {
    return jdbc.sql(FIND)
        .param("election", electionUuid)
        .query((row, number) -> election(row))
        .single();
  }

  void opened(final String electionUuid, final long chainElectionId, final long block) {
    jdbc.sql(OPENED)
        .param("election", electionUuid)
        .param("number", chainElectionId)
        .param("block", block)
        .update();
  }

  void closed(final String electionUuid) {
    jdbc.sql(CLOSED).param("election", electionUuid).update();
  }

  void published(final String electionUuid) {
    jdbc.sql(PUBLISHED).param("election", electionUuid).update();
  }

  /** The election is closed as before, and publishing may be asked for again. */
  void publishingRefused(final String electionUuid, final String reason) {
    jdbc.sql(PUBLISHING_REFUSED).param("election", electionUuid).param("reason", reason).update();
  }

  void refused(final String electionUuid, final String reason) {
    jdbc.sql(REFUSED).param("election", electionUuid).param("reason", reason).update();
  }

  /** Notes why opening or closing waits; true when that is news. */
  boolean remark(final String electionUuid, final String reason) {
    return jdbc.sql(REMARK).param("election", electionUuid).param("reason", reason).update() == 1;
  }

  private static ChainElection election(final ResultSet row) throws SQLException {
    return new ChainElection(
        row.getString("election_uuid"),
        row.getBytes("manifest_hash"),
        row.getBytes("roll_hash"),
        row.getInt("roll_size"),
        row.getObject("opens_at", OffsetDateTime.class).toInstant(),
        row.getObject("closes_at", OffsetDateTime.class).toInstant(),
        row.getObject("recording_ends_at", OffsetDateTime.class).toInstant(),
        row.getObject("chain_election_id", Long.class),
        row.getObject("opened_block", Long.class),
        row.getBytes("result_hash"),
        counts(row));
  }

  private static List<Long> counts(final ResultSet row) throws SQLException {
    final Array counts = row.getArray("result_counts");
    return counts == null ? List.of() : List.of((Long[]) counts.getArray());
  }

  /**
   * What was asked for, and its number on chain once it has one.
   *
   * @param resultHash 32 bytes, or null as long as there is no result to publish
   */
  @SuppressWarnings("ArrayRecordComponent")
  record ChainElection(
      String electionUuid,
      byte[] manifestHash,
      byte[] rollHash,
      int rollSize,
      Instant opensAt,
      Instant closesAt,
      Instant recordingEndsAt,
      Long chainElectionId,
      Long openedBlock,
      byte[] resultHash,
      List<Long> resultCounts) {}
}
