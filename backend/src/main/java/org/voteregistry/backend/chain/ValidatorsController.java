package org.voteregistry.backend.chain;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.voteregistry.backend.chain.ChainException.NoHealthyValidator;
import org.voteregistry.backend.chain.ChainException.WrongChain;

/** The validators' health for administrators. */
@RestController
@RequestMapping("/api/admin/validators")
class ValidatorsController {
  private final ValidatorPool pool;

  ValidatorsController(final ValidatorPool pool) {
    this.pool = pool;
  }

  /** What the last look found. */
  @GetMapping("/health")
  ValidatorsHealth health() {
    return describe(pool.statuses().isEmpty() ? pool.refresh() : pool.statuses());
  }

  /** Looks again and answers with what it found. */
  @PostMapping("/refresh-status")
  ValidatorsHealth refresh() {
    return describe(pool.refresh());
  }

  private ValidatorsHealth describe(final List<ValidatorStatus> statuses) {
    Quorum quorum = null;
    String explanation;
    try {
      quorum = pool.quorum().orElse(null);
      explanation =
          quorum == null
              ? "development chain: one node without consensus, nothing is survived"
              : quorum.explained();
    } catch (final NoHealthyValidator | WrongChain e) {
      explanation = e.getMessage();
    }
    final int healthy = (int) statuses.stream().filter(ValidatorStatus::healthy).count();
    return new ValidatorsHealth(statuses, healthy, quorum, explanation, pool.preferredName());
  }

  /**
   * The answer.
   *
   * @param validators each configured validator
   * @param healthy how many of these the recorder would use
   * @param quorum from the chain's own validator set; absent without QBFT
   * @param explanation the tolerance in words
   * @param preferred the validator that requests go to now
   */
  record ValidatorsHealth(
      List<ValidatorStatus> validators,
      int healthy,
      Quorum quorum,
      String explanation,
      String preferred) {}
}
