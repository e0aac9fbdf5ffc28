package org.voteregistry.backend.recording;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.voteregistry.backend.recording.RecordingException.LeadershipLost;

/**
 * Elects the recorder by a lease row, and fences it: every change that a recorder makes runs in a
 * transaction which holds its epoch. An instance that was paused for longer than the lease finds
 * its epoch gone and changes nothing. Time is the database's.
 */
@Component
class RecorderLease {
  private static final String TAKE =
      """
      update recorder_lease
      set epoch = epoch + 1, holder = :holder,
          expires_at = clock_timestamp() + :millis * interval '1 millisecond'
      where expires_at < clock_timestamp()
      returning epoch
      """;
  private static final String RENEW =
      """
      update recorder_lease
      set expires_at = clock_timestamp() + :millis * interval '1 millisecond'
      where epoch = :epoch
      """;
  private static final String RELEASE =
      "update recorder_lease set expires_at = '-infinity' where epoch = :epoch";
  private static final String FENCE =
      "select 1 from recorder_lease where epoch = :epoch for key share";
  private static final String HOLDER =
      "select holder, epoch, expires_at > clock_timestamp() as valid from recorder_lease";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  RecorderLease(final JdbcClient jdbc, final PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** A new term, unless another one still runs. */
  Optional<Term> take(final String holder, final Duration duration) {
    return jdbc.sql(TAKE)
        .param("holder", holder)
        .param("millis", duration.toMillis())
        .query(Long.class)
        .optional()
        .map(Term::new);
  }

  /** Prolongs a term; false when another one has begun. */
  boolean renew(final Term term, final Duration duration) {
    return jdbc.sql(RENEW)
            .param("millis", duration.toMillis())
            .param("epoch", term.epoch())
            .update()
        == 1;
  }

  /** Lets another instance begin at once. */
  void release(final Term term) {
    jdbc.sql(RELEASE).param("epoch", term.epoch()).update();
  }

  /**
   * Runs changes in one database transaction that commits only while the term is the current one.
   *
   * @throws LeadershipLost when it is not; nothing is changed then
   */
  <T> T inTerm(final Term term, final Supplier<T> changes) {
    return transactions.execute(
        status -> {
          if (term.isOver()
              || jdbc.sql(FENCE)
                  .param("epoch", term.epoch())
                  .query(Integer.class)
                  .optional()
                  .isEmpty()) {
            throw new LeadershipLost(term.epoch());
          }
          return changes.get();
        });
  }

  /** As {@link #inTerm(Term, Supplier)}, without a result. */
  void inTerm(final Term term, final Runnable changes) {
    inTerm(
        term,
        () -> {
          changes.run();
          return true;
        });
  }

  /** Who leads, for administrators. */
  Leader leader() {
    return jdbc.sql(HOLDER).query(Leader.class).single();
  }

  /** A term as the lease row tells it; not valid when it has run out and nobody took over. */
  record Leader(String holder, long epoch, boolean valid) {}
}
