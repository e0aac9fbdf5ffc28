package org.voteregistry.backend.tally;

import org.springframework.http.HttpStatus;
import org.voteregistry.backend.problem.ProblemType;

/** Why there is no result yet. */
final class TallyProblems {
  static final ProblemType NOT_CLOSED =
      new ProblemType("election-not-closed", HttpStatus.CONFLICT, "The election is not closed");

  static final ProblemType DECRYPTION_INVALID =
      new ProblemType(
          "decryption-invalid",
          HttpStatus.UNPROCESSABLE_CONTENT,
          "The partial decryption is not a valid one");

  static final ProblemType ALREADY_DECRYPTED =
      new ProblemType(
          "already-decrypted", HttpStatus.CONFLICT, "The trustee has sent another decryption");

  static final ProblemType DECRYPTIONS_MISSING =
      new ProblemType(
          "decryptions-missing", HttpStatus.CONFLICT, "Too few trustees have decrypted");

  static final ProblemType NOT_NEEDED =
      new ProblemType(
          "decryption-not-needed", HttpStatus.CONFLICT, "Enough trustees have decrypted already");

  static final ProblemType NO_RESULT =
      new ProblemType("result-unknown", HttpStatus.NOT_FOUND, "There is no result yet");

  private TallyProblems() {}
}
