package org.voteregistry.ballot.verify;

import java.util.List;
import java.util.Optional;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.tally.ElectionResult;

/**
 * What an audit found: every check with its outcome, in the order of {@link AuditCheck}.
 *
 * @param checks all checks
 * @param election the election, where its parameters are valid
 * @param result the verified result, where the election is tallied and everything is right
 * @param ballots number of ballots in the archive, valid or not
 * @param counted number of valid ballots that count: the last one of each voter
 * @param lastEvent hash of the archive's last event: record it to notice later if something is
 *     removed
 */
public record VerificationReport(
    List<Check> checks,
    Optional<ElectionParameters> election,
    Optional<ElectionResult> result,
    long ballots,
    long counted,
    Optional<String> lastEvent) {

  /** How a check ended. */
  public enum Outcome {
    /** Everything that it looked at was right. */
    PASSED,
    /** Something was wrong. */
    FAILED,
    /** There was nothing to look at, or a failure before made it impossible. */
    SKIPPED
  }

  /**
   * One failure.
   *
   * @param where the message, such as {@code Ballot at height 3}, and the place in it
   * @param reason for programs
   * @param what for humans
   */
  public record Finding(String where, Reason reason, String what) {}

  /**
   * One check.
   *
   * @param check which
   * @param outcome how it ended
   * @param looked at how many things it looked
   * @param failed how many of them were wrong
   * @param findings the first failures, at most 100
   */
  public record Check(
      AuditCheck check, Outcome outcome, long looked, long failed, List<Finding> findings) {}

  /** Whether no check failed. An election that is not tallied yet can pass. */
  public boolean passed() {
    return checks.stream().noneMatch(check -> check.outcome() == Outcome.FAILED);
  }

  /** One check. */
  public Check check(final AuditCheck which) {
    return checks.get(which.ordinal());
  }

  /** All failures, in the order of the checks. */
  public List<Finding> findings() {
    return checks.stream().flatMap(check -> check.findings().stream()).toList();
  }
}
