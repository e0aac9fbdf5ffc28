package org.voteregistry.client.archive;

import org.voteregistry.ballot.election.Question;

/** A question as a voter reads it, with the numbers that choices are made of. */
public final class QuestionText {
  private QuestionText() {}

  /**
   * The question and its answers, a line each.
   *
   * @param number of the question, from 1
   */
  public static String of(final int number, final Question question) {
    final StringBuilder text = new StringBuilder();
    text.append(
        "question %d   %s (choose %s%s)%n"
            .formatted(
                number,
                Printable.line(question.question()),
                question.min() == question.max()
                    ? Integer.toString(question.max())
                    : question.min() + " to " + question.max(),
                question.blank() ? ", or blank" : ""));
    for (int i = 0; i < question.answers().size(); i++) {
      text.append("  %8d   %s%n".formatted(i + 1, Printable.line(question.answers().get(i))));
    }
    return text.toString();
  }
}
