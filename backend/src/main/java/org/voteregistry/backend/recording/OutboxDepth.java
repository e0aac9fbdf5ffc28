package org.voteregistry.backend.recording;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what is on its way. */
@Component
class OutboxDepth {
  /** Both parts read an index only. */
  private static final String WAITING =
      """
      select (select count(*) from recording_entry where state = 'ACCEPTED')
           + (select coalesce(sum(sequenced - recorded), 0) from election_board)
      """;

  private static final String IN_FLIGHT =
      "select count(*) from chain_transaction where state in ('PREPARED', 'SUBMITTED')";

  private final JdbcClient jdbc;

  OutboxDepth(final JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Accepted votes that are not on chain. */
  long waiting() {
    return jdbc.sql(WAITING).query(Long.class).single();
  }

  /** Transactions that are signed and in no block yet. */
  long inFlight() {
    return jdbc.sql(IN_FLIGHT).query(Long.class).single();
  }
}
