package org.voteregistry.client.receipt;

import java.util.List;
import org.voteregistry.proofs.VoteReceipt;

/** What one node says about one receipt. */
public record ReceiptReport(VoteReceipt receipt, List<Check> checks) {
  /** Copies the checks. */
  public ReceiptReport {
    checks = List.copyOf(checks);
  }

  /** Whether every check holds. */
  public boolean ok() {
    return checks.stream().allMatch(Check::ok);
  }

  /** The checks that do not hold. */
  public List<Check> failures() {
    return checks.stream().filter(check -> !check.ok()).toList();
  }
}
