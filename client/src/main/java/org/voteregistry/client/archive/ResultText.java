package org.voteregistry.client.archive;

import java.util.List;
import org.voteregistry.ballot.election.Question;

/** Counts beside the answers that they are for. */
final class ResultText {
  private ResultText() {}

  static String of(final List<Question> questions, final List<List<Long>> counts) {
    final StringBuilder text = new StringBuilder();
    for (int i = 0; i < questions.size(); i++) {
      final Question question = questions.get(i);
      final List<Long> row = counts.get(i);
      final int offset = question.blank() ? 1 : 0;
      text.append(Printable.line(question.question())).append(System.lineSeparator());
      for (int j = 0; j < question.answers().size(); j++) {
        text.append(
            "  %8d  %s%n"
                .formatted(row.get(j + offset), Printable.line(question.answers().get(j))));
      }
      if (question.blank()) {
        text.append("  %8d  (blank)%n".formatted(row.getFirst()));
      }
    }
    return text.toString();
  }
}
