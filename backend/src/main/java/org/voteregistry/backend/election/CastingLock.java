package org.voteregistry.backend.election;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders casting and closing of one election: many ballots are stored side by side, the closing
 * waits for those under way and then keeps new ones out.
 *
 * <p>Advisory locks, not row locks: thousands of short shared locks on the one election row would
 * each write to that row. The statement after the lock sees what was committed before it, since
 * each statement has its own snapshot at the isolation level READ COMMITTED.
 */
@Component
public class CastingLock {
  private static final String KEY = "hashtextextended('casting ' || :uuid, 0)";
  private static final String SHARED =
      "select pg_advisory_xact_lock_shared(%s)::text".formatted(KEY);
  private static final String EXCLUSIVE = "select pg_advisory_xact_lock(%s)::text".formatted(KEY);
  private final JdbcClient database;

  CastingLock(final JdbcClient database) {
    this.database = database;
  }

  /** Held until the caller's transaction ends; waits while the election is being closed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void whileCasting(final String electionUuid) {
    take(SHARED, electionUuid);
  }

  /** Held until the caller's transaction ends; waits for the ballots that are being stored. */
  @Transactional(propagation = Propagation.MANDATORY)
  void whileClosing(final ElectionUuid election) {
    take(EXCLUSIVE, election.text());
  }

  private void take(final String lock, final String electionUuid) {
    database.sql(lock).param("uuid", electionUuid).query().rowSet().next();
  }
}
