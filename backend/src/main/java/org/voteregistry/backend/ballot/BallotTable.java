package org.voteregistry.backend.ballot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoterIndex;

/**
 * The table {@code ballot}. Two statements also read {@code election} and {@code roll_entry},
 * because a round trip each would cost more than the knowledge of their columns.
 */
@Repository
class BallotTable {
  private static final String VOTER =
      """
      select r.voter_index, b.vote_hash, b.accepted_at
      from roll_entry r left join ballot b using (election_uuid, voter_index)
      where r.election_uuid = :election and r.credential = :credential
      """;

  /** The database's clock decides on the hours, so that several instances agree. */
  private static final String INSERT =
      """
      insert into ballot (vote_hash, reference, election_uuid, voter_index, body, accepted_at)
      select :hash, :reference, e.uuid, :voter, :body, clock_timestamp()
      from election e
      where e.uuid = :election and e.state = 'OPEN'
        and clock_timestamp() >= e.opens_at and clock_timestamp() < e.closes_at
      on conflict do nothing
      returning accepted_at
      """;

  private final JdbcClient database;

  BallotTable(final JdbcClient database) {
    this.database = database;
  }

  /** A credential of the roll, and what it cast already. */
  record Voter(VoterIndex index, Optional<Accepted> cast) {}

  /** A ballot that is stored. */
  record Accepted(VoteHash hash, Instant at) {}

  /** Empty when the credential is not on the election's roll. */
  Optional<Voter> voter(final String electionUuid, final String credential) {
    return database
        .sql(VOTER)
        .param("election", electionUuid)
        .param("credential", credential)
        .query(BallotTable::voter)
        .optional();
  }

  /**
   * Stores a ballot unless the election is not open now, or the voter or the hash is there already.
   *
   * @return when it was accepted; empty when it was not stored
   */
  Optional<Instant> insert(final CastBallot ballot, final VoterIndex voter) {
    return database
        .sql(INSERT)
        .param("hash", ballot.hash().toBytes())
        .param("reference", ballot.hash().reference().text())
        .param("voter", voter.value())
        .param("body", ballot.bytes())
        .param("election", ballot.electionUuid())
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  private static Voter voter(final ResultSet row, final int number) throws SQLException {
    final byte[] hash = row.getBytes("vote_hash");
    return new Voter(
        new VoterIndex(row.getInt("voter_index")),
        hash == null
            ? Optional.empty()
            : Optional.of(
                new Accepted(VoteHash.of(hash), row.getTimestamp("accepted_at").toInstant())));
  }
}
