package org.voteregistry.backend.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoterIndex;

/** Boards for whoever checks them: nothing that follows from the votes is taken from a column. */
@Component
public class StoredBoards {
  private static final int FETCH_SIZE = 2_000;
  private static final HexFormat HEX = HexFormat.of();

  private static final String SEEN =
      """
      select c.opened_block, b.recorded,
             case when c.state = 'PUBLISHED' then c.result_hash end as result_hash,
             greatest(c.opened_block,
               (select max(r.block_number) from recording_batch r
                where r.election_uuid = c.election_uuid and r.state = 'RECORDED'),
               (select max(t.block_number) from chain_transaction t
                where t.purpose in ('close:' || c.election_uuid, 'publish:' || c.election_uuid)
                  and t.state = 'MINED')) as last_block
      from chain_election c join election_board b using (election_uuid)
      where c.election_uuid = ? and c.opened_block is not null
      """;
  private static final String COUNTS =
      """
      select count(*) as accepted, count(*) filter (where state = 'SET_ASIDE') as set_aside,
             (select recorded from election_board where election_uuid = ?) as recorded
      from recording_entry where election_uuid = ?
      """;
  private static final String VOTES =
      """
      select serial, voter_index, vote_hash, board_link from recording_entry
      where election_uuid = ? and serial < ?
      union all
      select serial, voter_index, vote_hash, board_link from foreign_record
      where election_uuid = ? and serial < ?
      order by serial
      """;

  private final JdbcTemplate database;

  StoredBoards(final DataSource dataSource) {
    database = new JdbcTemplate(dataSource);
    database.setFetchSize(FETCH_SIZE);
  }

  /**
   * What this service knows to be on chain of an election.
   *
   * @param openedBlock block that holds its creation
   * @param lastBlock newest block that is known to hold something of it
   * @param recorded number of votes
   * @param resultHash 64 hexadecimal digits, once it is published
   */
  public record SeenOnChain(
      long openedBlock, long lastBlock, long recorded, Optional<String> resultHash) {}

  /** Empty for an election that the recorder has not opened. */
  @Transactional(readOnly = true)
  public Optional<SeenOnChain> seen(final String electionUuid) {
    return database
        .query(
            SEEN,
            (row, number) ->
                new SeenOnChain(
                    row.getLong("opened_block"),
                    row.getLong("last_block"),
                    row.getLong("recorded"),
                    Optional.ofNullable(row.getBytes("result_hash")).map(HEX::formatHex)),
            electionUuid)
        .stream()
        .findFirst();
  }

  /**
   * Reads the votes with serials below {@code end}, or as many as there are, another recorder's
   * included. They pass by as a stream, however many there are.
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public StoredBoard read(final String electionUuid, final long end) {
    final Walk walk = new Walk();
    database.query(VOTES, walk, electionUuid, end, electionUuid, end);
    return database.queryForObject(
        COUNTS,
        (row, number) ->
            new StoredBoard(
                row.getLong("accepted"),
                row.getLong("set_aside"),
                row.getLong("recorded"),
                walk.votes,
                HEX.formatHex(walk.link),
                Optional.ofNullable(walk.brokenAt)),
        electionUuid,
        electionUuid);
  }

  /** Computes the board chain anew, and compares each link with the stored one. */
  private static final class Walk implements RowCallbackHandler {
    private byte[] link = BoardHash.empty();
    private long votes;
    private Long brokenAt;

    @Override
    public void processRow(final ResultSet row) throws SQLException {
      final long serial = row.getLong("serial");
      link =
          BoardHash.next(
              link,
              new Serial(serial),
              new VoterIndex(row.getInt("voter_index")),
              VoteHash.of(row.getBytes("vote_hash")));
      if (brokenAt == null
          && (serial != votes || !Arrays.equals(link, row.getBytes("board_link")))) {
        brokenAt = votes;
      }
      votes++;
    }
  }
}
