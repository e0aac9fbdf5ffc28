package org.voteregistry.backend.recording;

import org.springframework.http.HttpStatus;
import org.voteregistry.backend.problem.ProblemType;

/** What can be wrong with questions about a vote's recording. */
final class RecordingProblems {
  static final ProblemType UNKNOWN_VOTE =
      new ProblemType("vote-unknown", HttpStatus.NOT_FOUND, "There is no such vote");
  static final ProblemType NOT_RECORDED =
      new ProblemType("vote-not-recorded", HttpStatus.CONFLICT, "The vote is not on chain yet");
  static final ProblemType SET_ASIDE =
      new ProblemType("vote-set-aside", HttpStatus.CONFLICT, "The chain refused the vote");

  private RecordingProblems() {}
}
