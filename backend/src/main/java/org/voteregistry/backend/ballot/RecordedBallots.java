package org.voteregistry.backend.ballot;

import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ballots that the chain holds, in the order of their serials. They pass by as a stream,
 * however many there are.
 */
@Repository
public class RecordedBallots {
  private static final int FETCH_SIZE = 200;

  private static final String READ =
      """
      select b.body, coalesce(r.weight, 1)
      from election_board board
      join recording_entry e on e.election_uuid = board.election_uuid and e.serial < board.recorded
      join ballot b on b.vote_hash = e.vote_hash
      join roll_entry r on r.election_uuid = e.election_uuid and r.voter_index = e.voter_index
      where board.election_uuid = ?
      order by e.serial
      """;

  private static final String FOREIGN =
      "select count(*) from foreign_record where election_uuid = ?";

  private final JdbcTemplate database;

  RecordedBallots(final DataSource dataSource) {
    database = new JdbcTemplate(dataSource);
    database.setFetchSize(FETCH_SIZE);
  }

  /**
   * A ballot on the board.
   *
   * @param body the bytes as they were cast; their SHA-256 is the vote hash
   * @param weight how often it counts
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record RecordedBallot(byte[] body, long weight) {}

  /**
   * Hands every recorded ballot to {@code reader}.
   *
   * @throws org.voteregistry.backend.problem.ProblemException {@code ballots-missing} when the
   *     chain holds votes that another service recorded: their ballots are not here
   */
  @Transactional(readOnly = true)
  public void read(final String electionUuid, final Consumer<RecordedBallot> reader) {
    final Long foreign = database.queryForObject(FOREIGN, Long.class, electionUuid);
    if (foreign != null && foreign > 0) {
      throw CastingProblems.BALLOTS_MISSING.because(
          "%d votes of this election were recorded by another service, which has their ballots"
              .formatted(foreign));
    }
    final RowCallbackHandler each =
        row -> reader.accept(new RecordedBallot(row.getBytes(1), row.getLong(2)));
    database.query(READ, each, electionUuid);
  }
}
