package org.voteregistry.backend.audit;

import java.time.Duration;
import org.springframework.stereotype.Service;
import org.voteregistry.backend.election.OpenedElections;

/** Audits for everybody, at a cost that does not grow with the number of readers. */
@Service
class ElectionAudits {
  private static final int AT_A_TIME = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OpenedElections elections;
  private final ElectionAudit audit;
  private final FewAtATime limit = new FewAtATime(AT_A_TIME, PATIENCE, "audits");
  private final SharedAnswers<AuditView> answers;

  ElectionAudits(
      final OpenedElections elections,
      final ElectionAudit audit,
      final AuditProperties properties) {
    this.elections = elections;
    this.audit = audit;
    this.answers = new SharedAnswers<>(properties.keepFor(), System::nanoTime);
  }

  /**
   * Compares an election's board with the chain.
   *
   * @throws org.voteregistry.backend.problem.ProblemException when there is no such election on
   *     chain, or the chain cannot be asked
   */
  AuditView of(final String uuid) throws Exception {
    // First, so that made-up names leave nothing behind.
    elections.get(uuid);
    return answers.to(uuid, () -> limit.run(() -> audit.of(uuid)));
  }
}
