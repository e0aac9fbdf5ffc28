package org.voteregistry.backend.tally;

import java.util.List;
import java.util.stream.IntStream;
import org.voteregistry.ballot.election.Question;

/**
 * The counts of one question.
 *
 * @param blank blank votes; absent where none were offered
 */
record QuestionResult(String question, Long blank, List<AnswerResult> answers) {

  /** How often an answer was chosen, weights included. */
  record AnswerResult(String answer, long count) {}

  /** In Belenios the blank vote, where it is offered, comes first. */
  static QuestionResult of(final Question question, final List<Long> counts) {
    final int first = question.blank() ? 1 : 0;
    return new QuestionResult(
        question.question(),
        question.blank() ? counts.getFirst() : null,
        IntStream.range(0, question.answers().size())
            .mapToObj(i -> new AnswerResult(question.answers().get(i), counts.get(first + i)))
            .toList());
  }
}
