package org.voteregistry.ballot.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.verify.VerificationReport.Check;
import org.voteregistry.ballot.verify.VerificationReport.Finding;
import org.voteregistry.ballot.verify.VerificationReport.Outcome;

/** Counts what each check looked at and keeps what it found. */
final class CheckLog {
  private static final int MAX_FINDINGS = 100;

  private static final class Count {
    private long looked;
    private long failed;
    private final List<Finding> findings = new ArrayList<>();
  }

  private final Map<AuditCheck, Count> counts = new EnumMap<>(AuditCheck.class);

  private Count count(final AuditCheck check) {
    return counts.computeIfAbsent(check, c -> new Count());
  }

  void pass(final AuditCheck check) {
    count(check).looked++;
  }

  void fail(final AuditCheck check, final String where, final Refusal refusal) {
    final Count count = count(check);
    count.looked++;
    count.failed++;
    if (count.findings.size() < MAX_FINDINGS) {
      count.findings.add(new Finding(where, refusal.reason(), refusal.getMessage()));
    }
  }

  /** Runs a check; a refusal becomes a finding and gives nothing. */
  <T> Optional<T> run(final AuditCheck check, final String where, final Supplier<T> body) {
    try {
      final T value = body.get();
      pass(check);
      return Optional.of(value);
    } catch (final Refusal refusal) {
      fail(check, where, refusal);
      return Optional.empty();
    }
  }

  /** Runs a check; a refusal becomes a finding. */
  boolean run(final AuditCheck check, final String where, final Runnable body) {
    return run(
            check,
            where,
            () -> {
              body.run();
              return true;
            })
        .isPresent();
  }

  boolean failed() {
    return counts.values().stream().anyMatch(count -> count.failed > 0);
  }

  List<Check> checks() {
    final List<Check> checks = new ArrayList<>();
    for (final AuditCheck check : AuditCheck.values()) {
      final Count count = count(check);
      final Outcome outcome;
      if (count.failed > 0) {
        outcome = Outcome.FAILED;
      } else {
        outcome = count.looked > 0 ? Outcome.PASSED : Outcome.SKIPPED;
      }
      checks.add(
          new Check(check, outcome, count.looked, count.failed, List.copyOf(count.findings)));
    }
    return List.copyOf(checks);
  }
}
