package org.voteregistry.backend.recording;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.voteregistry.backend.recording.RecorderLease.Leader;
import org.voteregistry.backend.recording.RecorderState.Problem;

/** Shows administrators how recording goes. */
@RestController
class RecordingAdminController {
  private static final String SET_ASIDE =
      """
      select election_uuid, voter_index, encode(vote_hash, 'hex') as vote_hash, reason, set_aside_at
      from recording_entry where state = 'SET_ASIDE' order by set_aside_at desc limit 1000
      """;
  private static final String BLOCKED =
      """
      select c.election_uuid, coalesce(b.blocked, c.remark) as reason
      from chain_election c join election_board b using (election_uuid)
      where b.blocked is not null or c.remark is not null order by c.election_uuid
      """;

  private final JdbcClient jdbc;
  private final RecorderLease lease;
  private final RecorderState state;
  private final OutboxDepth depth;

  RecordingAdminController(
      final JdbcClient jdbc,
      final RecorderLease lease,
      final RecorderState state,
      final OutboxDepth depth) {
    this.jdbc = jdbc;
    this.lease = lease;
    this.state = state;
    this.depth = depth;
  }

  /** The queue, the leader, errors, and votes that were set aside. */
  @GetMapping("/api/admin/recording")
  RecordingReport report() {
    return new RecordingReport(
        depth.waiting(),
        depth.inFlight(),
        lease.leader(),
        state.isLeading(),
        state.chainHead(),
        state.problem(),
        state.lastError(),
        jdbc.sql(BLOCKED).query(Blocked.class).list(),
        jdbc.sql(SET_ASIDE)
            .query(
                (row, number) ->
                    new SetAside(
                        row.getString("election_uuid"),
                        row.getInt("voter_index"),
                        row.getString("vote_hash"),
                        row.getString("reason"),
                        row.getObject("set_aside_at", OffsetDateTime.class).toInstant()))
            .list());
  }

  /**
   * The answer.
   *
   * @param depth accepted votes that are not on chain
   * @param inFlight transactions that are signed and in no block yet
   * @param leader who records now
   * @param leading whether that is the instance that answers
   * @param chainHead newest block that this instance saw as recorder
   * @param problem why recording waits now
   * @param lastError the last error that this instance met, mended or not
   * @param blocked elections that wait for a person or for time
   * @param setAside votes that the contract refused, the newest first
   */
  record RecordingReport(
      long depth,
      long inFlight,
      Leader leader,
      boolean leading,
      long chainHead,
      Problem problem,
      Problem lastError,
      List<Blocked> blocked,
      List<SetAside> setAside) {}

  /** An election whose recording, opening or closing waits. */
  record Blocked(String electionUuid, String reason) {}

  /** A vote that the contract refused for good. */
  record SetAside(
      String electionUuid, int voterIndex, String voteHash, String reason, Instant setAsideAt) {}
}
