package org.voteregistry.bench;

/** What a process of its own measures. */
enum BallotTask {
  /** Audits the archive. */
  VERIFY,
  /** Audits it once to be warm, then again for the measurement. */
  VERIFY_WARM,
  /** Audits it while the heap that is in use is looked at. */
  HEAP,
  /** Encrypts ballots. */
  ENCRYPT,
  /** Reads and multiplies ballots. */
  TALLY
}
