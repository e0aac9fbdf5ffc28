package org.voteregistry.ballot.election;

import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A homomorphic question, {@code question_h} (specification 4.9.1).
 *
 * @param question the text
 * @param answers the answers to choose from, at least one
 * @param blank whether a blank vote is allowed
 * @param min how many answers must be chosen at least, unless the vote is blank
 * @param max how many may be chosen
 * @param blankWritten whether the member {@code blank} is written although it is false
 */
public record Question(
    String question, List<String> answers, boolean blank, int min, int max, boolean blankWritten) {
  /** A ballot grows by about 2 kB for each answer. */
  public static final int MAX_ANSWERS = 1000;

  /** Checks the numbers. */
  public Question {
    answers = List.copyOf(answers);
    if (answers.isEmpty()) {
      throw new Refusal(Reason.NUMBER_OUT_OF_RANGE, "answers", "a question needs an answer");
    }
    if (answers.size() > MAX_ANSWERS) {
      throw new Refusal(Reason.TOO_LARGE, "answers", "more than " + MAX_ANSWERS + " answers");
    }
    if (min < 0 || min > max || max > answers.size()) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE,
          "min",
          "0 ≤ min ≤ max ≤ number of answers does not hold for " + min + " and " + max);
    }
  }

  /** A question. */
  public Question(
      final String question,
      final List<String> answers,
      final boolean blank,
      final int min,
      final int max) {
    this(question, answers, blank, min, max, blank);
  }

  /**
   * How many ciphertexts an answer holds: one more than there are answers where blank is allowed.
   */
  public int choices() {
    return answers.size() + (blank ? 1 : 0);
  }

  static Question read(final JsonValue value, final String where) {
    final JsonFields fields = JsonFields.of(value, where);
    if (fields.find("type").isPresent()) {
      throw new Refusal(
          Reason.UNSUPPORTED, where, "only homomorphic questions are offered, not typed ones");
    }
    final List<String> answers = fields.array("answers", JsonFields::string);
    final var blank = fields.bool("blank");
    final int min = fields.integer("min");
    final int max = fields.integer("max");
    final String text = fields.string("question");
    fields.end();
    try {
      return new Question(text, answers, blank.orElse(false), min, max, blank.isPresent());
    } catch (final Refusal refusal) {
      throw refusal.within(where);
    }
  }

  void write(final JsonWriter json) {
    json.object(
        () -> {
          json.name("answers").array(answers, json::string);
          if (blankWritten) {
            json.name("blank").bool(blank);
          }
          json.name("min").integer(min).name("max").integer(max);
          json.name("question").string(question);
        });
  }
}
