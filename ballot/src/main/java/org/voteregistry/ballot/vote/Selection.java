package org.voteregistry.ballot.vote;

import java.util.List;
import java.util.stream.IntStream;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.Question;

/**
 * What a voter answers to one question, before encryption: a 0 or 1 for each choice; where blank is
 * allowed, one more in front that is 1 for a blank vote.
 */
public final class Selection {
  private final List<Integer> choices;

  private Selection(final List<Integer> choices) {
    this.choices = List.copyOf(choices);
  }

  /**
   * A selection as a vector.
   *
   * @throws Refusal with {@link Reason#INVALID_SELECTION} if it does not answer the question
   */
  public static Selection of(final Question question, final List<Integer> choices) {
    if (choices.size() != question.choices()) {
      throw invalid(question.choices() + " numbers were expected, not " + choices.size());
    }
    if (choices.stream().anyMatch(m -> m != 0 && m != 1)) {
      throw invalid("each number must be 0 or 1");
    }
    final boolean blankVote = question.blank() && choices.getFirst() == 1;
    final int sum = choices.stream().mapToInt(m -> m).sum() - (blankVote ? 1 : 0);
    if (blankVote ? sum != 0 : sum < question.min() || sum > question.max()) {
      throw invalid(
          blankVote
              ? "a blank vote chooses nothing"
              : question.min() + " to " + question.max() + " answers must be chosen, not " + sum);
    }
    return new Selection(choices);
  }

  /** The answers with these positions, from 0. */
  public static Selection chosen(final Question question, final int... answers) {
    final int offset = question.blank() ? 1 : 0;
    for (final int answer : answers) {
      if (answer < 0 || answer >= question.answers().size()) {
        throw invalid("there is no answer " + answer);
      }
    }
    return of(
        question,
        IntStream.range(0, question.choices())
            .map(i -> (int) IntStream.of(answers).filter(a -> a + offset == i).count())
            .boxed()
            .toList());
  }

  /** A blank vote. */
  public static Selection blank(final Question question) {
    if (!question.blank()) {
      throw invalid("the question does not allow a blank vote");
    }
    return of(
        question, IntStream.range(0, question.choices()).mapToObj(i -> i == 0 ? 1 : 0).toList());
  }

  private static Refusal invalid(final String what) {
    return new Refusal(Reason.INVALID_SELECTION, "", what);
  }

  /** The vector. */
  List<Integer> choices() {
    return choices;
  }

  /** Says nothing about the vote. */
  @Override
  public String toString() {
    return "Selection[hidden]";
  }
}
