package org.voteregistry.backend.ballot;

import org.springframework.http.HttpStatus;
import org.voteregistry.backend.problem.ProblemType;

/** Why a ballot was not taken. */
final class CastingProblems {
  static final ProblemType MALFORMED =
      new ProblemType("ballot-malformed", HttpStatus.BAD_REQUEST, "The ballot cannot be read");

  static final ProblemType TOO_LARGE =
      new ProblemType("ballot-too-large", HttpStatus.CONTENT_TOO_LARGE, "The ballot is too large");

  static final ProblemType REFUSED =
      new ProblemType(
          "ballot-refused", HttpStatus.UNPROCESSABLE_CONTENT, "The ballot is not a valid one");

  static final ProblemType NOT_ON_ROLL =
      new ProblemType("not-on-roll", HttpStatus.FORBIDDEN, "The credential is not on the roll");

  static final ProblemType ALREADY_VOTED =
      new ProblemType(
          "already-voted", HttpStatus.CONFLICT, "The credential has cast another ballot");

  static final ProblemType BALLOTS_MISSING =
      new ProblemType(
          "ballots-missing", HttpStatus.CONFLICT, "Not all recorded ballots are kept here");

  private CastingProblems() {}
}
