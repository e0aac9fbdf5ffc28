package org.voteregistry.backend.election;

import org.springframework.http.HttpStatus;
import org.voteregistry.backend.problem.ProblemException;
import org.voteregistry.backend.problem.ProblemType;

/** What can be wrong with a request about an election. */
public final class ElectionProblems {
  /** No election has that uuid. */
  public static final ProblemType UNKNOWN =
      new ProblemType("election-unknown", HttpStatus.NOT_FOUND, "There is no such election");

  /** It is not open, or not within its hours. */
  public static final ProblemType NOT_OPEN =
      new ProblemType("election-not-open", HttpStatus.CONFLICT, "The election is not open");

  static final ProblemType NOT_DRAFT =
      new ProblemType("election-not-draft", HttpStatus.CONFLICT, "The election's setup is frozen");

  static final ProblemType ROLL_MISSING =
      new ProblemType("roll-missing", HttpStatus.CONFLICT, "The election has no roll");

  static final ProblemType ROLL_INVALID =
      new ProblemType("roll-invalid", HttpStatus.UNPROCESSABLE_CONTENT, "The roll is not allowed");

  static final ProblemType TRUSTEES_MISSING =
      new ProblemType("trustees-missing", HttpStatus.CONFLICT, "The election has no trustees");

  static final ProblemType TRUSTEES_INVALID =
      new ProblemType(
          "trustees-invalid", HttpStatus.UNPROCESSABLE_CONTENT, "The trustees are not allowed");

  static final ProblemType NOT_ENCRYPTED =
      new ProblemType(
          "election-not-encrypted", HttpStatus.CONFLICT, "The election has no secret ballots");

  static final ProblemType NOT_ON_CHAIN =
      new ProblemType(
          "election-not-on-chain", HttpStatus.CONFLICT, "The election is not on chain yet");

  static final ProblemType BALLOT_TOO_LONG =
      new ProblemType("ballot-too-long", HttpStatus.CONFLICT, "Ballots would be too long");

  static final ProblemType OVER =
      new ProblemType("election-over", HttpStatus.CONFLICT, "The election's hours have passed");

  private ElectionProblems() {}

  /** The problem of a uuid that belongs to no election. */
  public static ProblemException unknown(final String uuid) {
    return UNKNOWN.because(
        ElectionUuid.isWellFormed(uuid)
            ? "no election has the uuid %s; GET /api/elections lists them all".formatted(uuid)
            : "an election's uuid is 14 to 64 base-58 characters");
  }
}
