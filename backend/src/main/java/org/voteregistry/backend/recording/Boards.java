package org.voteregistry.backend.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.voteregistry.proofs.VoteHash;

/** Each election's board: entries in their serial order, and how far it is on chain. */
@Component
class Boards {
  private static final String WITH_WAITING =
      """
      select b.election_uuid from election_board b
      where exists (select 1 from recording_entry e
                    where e.election_uuid = b.election_uuid and e.state = 'ACCEPTED')
      order by b.election_uuid
      """;
  private static final String HOLD =
      "select * from election_board where election_uuid = :election for no key update";
  private static final String BOARD =
      "select * from election_board where election_uuid = :election";
  private static final String WAITING =
      """
      select id, voter_index, vote_hash from recording_entry
      where election_uuid = :election and state = 'ACCEPTED' order by id limit :limit
      """;
  private static final String GIVE_SERIALS =
      """
      update recording_entry e set state = 'SEQUENCED', serial = u.serial, board_link = u.link
      from unnest(?::bigint[], ?::bigint[], ?::bytea[]) as u (id, serial, link)
      where e.id = u.id and e.state = 'ACCEPTED'
      """;
  private static final String EXTEND =
      """
      update election_board set sequenced = :sequenced, sequenced_link = :link
      where election_uuid = :election
      """;
  private static final String RANGE =
      """
      select serial, voter_index, vote_hash, accepted_at from recording_entry
      where election_uuid = :election and serial >= :first and serial < :end order by serial
      """;
  private static final String READY =
      """
      select b.election_uuid, c.chain_election_id, b.batched, b.sequenced,
             (extract(epoch from clock_timestamp() - e.accepted_at) * 1000)::bigint as age
      from election_board b
      join chain_election c using (election_uuid)
      join recording_entry e on e.election_uuid = b.election_uuid and e.serial = b.batched
      where c.state in ('OPEN', 'CLOSING') and b.sequenced > b.batched
        and not b.repairing and b.blocked is null
      order by b.election_uuid
      """;
  private static final String BATCHED =
      "update election_board set batched = :batched where election_uuid = :election";
  private static final String RECORDED =
      """
      update election_board b
      set recorded = :recorded, batched = greatest(b.batched, :recorded),
          recorded_link = (select e.board_link from recording_entry e
                           where e.election_uuid = b.election_uuid and e.serial = :recorded - 1)
      where b.election_uuid = :election and b.recorded = :before
      """;
  private static final String REPAIR =
      "update election_board set repairing = true where election_uuid = :election";
  private static final String TO_REPAIR =
      """
      select b.* from election_board b
      where b.repairing and not exists (
        select 1 from recording_batch r
        where r.election_uuid = b.election_uuid and r.state = 'IN_FLIGHT')
      """;
  private static final String UNSEQUENCE =
      """
      update recording_entry set state = 'ACCEPTED', serial = null, board_link = null
      where election_uuid = :election and state = 'SEQUENCED' and serial >= :first
      """;
  private static final String RESET =
      """
      update election_board
      set sequenced = recorded, sequenced_link = recorded_link, batched = recorded
      where election_uuid = :election
      """;
  private static final String REPAIRED =
      """
      update election_board set repairing = false, blocked = null, batched = recorded
      where election_uuid = :election
      """;
  private static final String BLOCK =
      """
      update election_board set blocked = :reason
      where election_uuid = :election and blocked is distinct from :reason
      """;
  private static final String SET_ASIDE =
      """
      update recording_entry
      set state = 'SET_ASIDE', serial = null, board_link = null, reason = :reason,
          set_aside_at = clock_timestamp()
      where election_uuid = :election and voter_index = :voter and state <> 'SET_ASIDE'
      """;
  private static final String ADOPT =
      """
      update recording_entry
      set state = 'SEQUENCED', serial = :serial, board_link = :link, reason = null,
          set_aside_at = null
      where election_uuid = :election and voter_index = :voter and vote_hash = :hash
      """;
  private static final String ADD_FOREIGN =
      """
      insert into foreign_record (election_uuid, serial, voter_index, vote_hash, board_link, tx_hash)
      values (:election, :serial, :voter, :hash, :link, :transaction)
      """;
  private static final String ADOPTED =
      """
      update election_board
      set recorded = :recorded, recorded_link = :link, batched = :recorded, sequenced = :recorded,
          sequenced_link = :link
      where election_uuid = :election
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  Boards(final JdbcClient jdbc, final JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** Elections with accepted votes that have no serial yet. */
  List<String> withWaiting() {
    return jdbc.sql(WITH_WAITING).query(String.class).list();
  }

  /** The board, held against every other change until the transaction ends. */
  Board hold(final String electionUuid) {
    return jdbc.sql(HOLD)
        .param("election", electionUuid)
        .query((row, number) -> board(row))
        .single();
  }

  /** The board as it is. */
  Optional<Board> find(final String electionUuid) {
    return jdbc.sql(BOARD)
        .param("election", electionUuid)
        .query((row, number) -> board(row))
        .optional();
  }

  private static Board board(final ResultSet row) throws SQLException {
    return new Board(
        row.getString("election_uuid"),
        row.getLong("sequenced"),
        row.getBytes("sequenced_link"),
        row.getLong("batched"),
        row.getLong("recorded"),
        row.getBytes("recorded_link"),
        row.getString("blocked"));
  }

  /** Accepted votes without a serial, in the order of acceptance. */
  List<Waiting> waiting(final String electionUuid, final int limit) {
    return jdbc.sql(WAITING)
        .param("election", electionUuid)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Waiting(
                    row.getLong("id"),
                    row.getInt("voter_index"),
                    VoteHash.of(row.getBytes("vote_hash"))))
        .list();
  }

  /** Gives serials and board links, and moves the board's end there. */
  void sequence(final String electionUuid, final List<Placed> placed) {
    final int changed =
        template.update(
            connection -> {
              final var statement = connection.prepareStatement(GIVE_SERIALS);
              statement.setArray(
                  1, connection.createArrayOf("bigint", placed.stream().map(Placed::id).toArray()));
              statement.setArray(
                  2,
                  connection.createArrayOf(
                      "bigint", placed.stream().map(Placed::serial).toArray()));
              statement.setArray(
                  3,
                  connection.createArrayOf(
                      "bytea", placed.stream().map(Placed::link).toArray(byte[][]::new)));
              return statement;
            });
    if (changed != placed.size()) {
      throw new IllegalStateException(
          "%d of %d votes of election %s could be given a serial"
              .formatted(changed, placed.size(), electionUuid));
    }
    final Placed last = placed.getLast();
    jdbc.sql(EXTEND)
        .param("election", electionUuid)
        .param("sequenced", last.serial() + 1)
        .param("link", last.link())
        .update();
  }

  /** Votes with serials from {@code first} on, at most {@code count}, without gaps. */
  List<BoardEntry> range(final String electionUuid, final long first, final int count) {
    return jdbc.sql(RANGE)
        .param("election", electionUuid)
        .param("first", first)
        .param("end", first + count)
        .query(
            (row, number) ->
                new BoardEntry(
                    row.getLong("serial"),
                    row.getInt("voter_index"),
                    VoteHash.of(row.getBytes("vote_hash")),
                    row.getObject("accepted_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Boards with votes that are in no batch yet, and whose election takes records on chain. */
  List<ReadyBoard> ready() {
    return jdbc.sql(READY)
        .query(
            (row, number) ->
                new ReadyBoard(
                    row.getString("election_uuid"),
                    row.getLong("chain_election_id"),
                    row.getLong("batched"),
                    row.getLong("sequenced"),
                    Duration.ofMillis(row.getLong("age"))))
        .list();
  }

  void batched(final String electionUuid, final long batched) {
    jdbc.sql(BATCHED).param("election", electionUuid).param("batched", batched).update();
  }

  /** Moves the recorded end from one serial to another. */
  void recorded(final String electionUuid, final long before, final long after) {
    final int changed =
        jdbc.sql(RECORDED)
            .param("election", electionUuid)
            .param("before", before)
            .param("recorded", after)
            .update();
    if (changed != 1) {
      throw new IllegalStateException(
          "the board of election %s is not recorded up to serial %d"
              .formatted(electionUuid, before));
    }
  }

  /** Holds batching back until the board is compared with the chain. */
  void needsRepair(final String electionUuid) {
    jdbc.sql(REPAIR).param("election", electionUuid).update();
  }

  /** Boards to repair that have nothing in flight any more. */
  List<Board> toRepair() {
    return jdbc.sql(TO_REPAIR).query((row, number) -> board(row)).list();
  }

  /** Takes back the serials of all votes that are not recorded; they get new ones in order. */
  void unsequence(final String electionUuid, final long recorded) {
    jdbc.sql(UNSEQUENCE).param("election", electionUuid).param("first", recorded).update();
    jdbc.sql(RESET).param("election", electionUuid).update();
  }

  void repaired(final String electionUuid) {
    jdbc.sql(REPAIRED).param("election", electionUuid).update();
  }

  /** Says why recording of this election stands still; true when that is news. */
  boolean block(final String electionUuid, final String reason) {
    return jdbc.sql(BLOCK).param("election", electionUuid).param("reason", reason).update() == 1;
  }

  /** Takes one entry out of recording for good. */
  void setAside(final String electionUuid, final int voterIndex, final String reason) {
    jdbc.sql(SET_ASIDE)
        .param("election", electionUuid)
        .param("voter", voterIndex)
        .param("reason", reason)
        .update();
  }

  /** Takes over serials that the chain has given; all entries from there on have none before. */
  void adopt(final String electionUuid, final List<OnChain> votes) {
    for (final OnChain vote : votes) {
      final boolean ours =
          jdbc.sql(ADOPT)
                  .param("election", electionUuid)
                  .param("serial", vote.serial())
                  .param("link", vote.link())
                  .param("voter", vote.voterIndex())
                  .param("hash", vote.voteHash().toBytes())
                  .update()
              == 1;
      if (!ours) {
        jdbc.sql(ADD_FOREIGN)
            .param("election", electionUuid)
            .param("serial", vote.serial())
            .param("voter", vote.voterIndex())
            .param("hash", vote.voteHash().toBytes())
            .param("link", vote.link())
            .param("transaction", vote.transactionHash())
            .update();
      }
    }
    jdbc.sql(ADOPTED)
        .param("election", electionUuid)
        .param("recorded", votes.getLast().serial() + 1)
        .param("link", votes.getLast().link())
        .update();
  }

  /** All leaves of a range, another recorder's included, for a batch's Merkle tree. */
  List<BoardEntry> leaves(final String electionUuid, final long first, final int count) {
    final List<BoardEntry> leaves = new ArrayList<>(range(electionUuid, first, count));
    if (leaves.size() < count) {
      leaves.addAll(
          jdbc.sql(
                  """
                  select serial, voter_index, vote_hash from foreign_record
                  where election_uuid = :election and serial >= :first and serial < :end
                  """)
              .param("election", electionUuid)
              .param("first", first)
              .param("end", first + count)
              .query(
                  (row, number) ->
                      new BoardEntry(
                          row.getLong("serial"),
                          row.getInt("voter_index"),
                          VoteHash.of(row.getBytes("vote_hash")),
                          Instant.EPOCH))
              .list());
      leaves.sort(java.util.Comparator.comparingLong(BoardEntry::serial));
    }
    return leaves;
  }

  /**
   * A board's state.
   *
   * @param sequenced serials given
   * @param sequencedLink board link of the last of them, 32 bytes
   * @param batched serials that are in a batch, in flight or recorded
   * @param recorded serials on chain
   * @param recordedLink board link of the last of them, 32 bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Board(
      String electionUuid,
      long sequenced,
      byte[] sequencedLink,
      long batched,
      long recorded,
      byte[] recordedLink,
      String blocked) {}

  /** An accepted vote without a serial. */
  record Waiting(long id, int voterIndex, VoteHash voteHash) {}

  /** A vote with the serial and link that it gets. */
  @SuppressWarnings("ArrayRecordComponent")
  record Placed(long id, long serial, byte[] link) {}

  /** A vote in its place. */
  record BoardEntry(long serial, int voterIndex, VoteHash voteHash, Instant acceptedAt) {}

  /** A vote as the chain has it, with the board link that follows from it. */
  @SuppressWarnings("ArrayRecordComponent")
  record OnChain(
      long serial, int voterIndex, VoteHash voteHash, byte[] link, String transactionHash) {}

  /** A board with votes to batch. */
  record ReadyBoard(
      String electionUuid, long chainElectionId, long batched, long sequenced, Duration age) {}
}
