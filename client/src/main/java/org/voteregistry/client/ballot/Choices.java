package org.voteregistry.client.ballot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.vote.Selection;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.archive.QuestionText;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Terminal;

/** A voter's choices as they are written: {@code 2}, {@code 1,3}, {@code none}, {@code blank}. */
final class Choices {
  private static final Pattern NUMBERS = Pattern.compile("[1-9]\\d{0,3}(\\s*,\\s*[1-9]\\d{0,3})*");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private Choices() {}

  /**
   * Reads a selection for each question.
   *
   * @param words from the command line, or none
   * @param terminal asked where there are neither words nor a file
   */
  static List<Selection> read(
      final List<Question> questions,
      final List<String> words,
      final Optional<Path> file,
      final Optional<Terminal> terminal) {
    if (file.isPresent()) {
      final String text = new String(Document.bytes(file.get()), StandardCharsets.UTF_8);
      return all(questions, text.lines().filter(line -> !line.isBlank()).toList());
    }
    if (!words.isEmpty()) {
      return all(questions, words);
    }
    final Terminal asked =
        terminal.orElseThrow(
            () ->
                new CommandFailed(
                    ExitCodes.USAGE,
                    "There is no terminal to ask: give --choice or --choice-file"));
    final List<Selection> selections = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      selections.add(ask(asked, i + 1, questions.get(i)));
    }
    return selections;
  }

  private static List<Selection> all(final List<Question> questions, final List<String> words) {
    if (words.size() != questions.size()) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "The election has %d questions, and %d choices were given"
              .formatted(questions.size(), words.size()));
    }
    final List<Selection> selections = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      selections.add(one(i + 1, questions.get(i), words.get(i)));
    }
    return selections;
  }

  private static Selection ask(final Terminal terminal, final int number, final Question question) {
    terminal.show(QuestionText.of(number, question));
    while (true) {
      final String word =
          terminal
              .ask("Your choice (numbers, none or blank): ")
              .orElseThrow(() -> new CommandFailed(ExitCodes.USAGE, "Nothing was chosen"));
      try {
        return one(number, question, word);
      } catch (final CommandFailed e) {
        terminal.show(e.getMessage() + System.lineSeparator());
      }
    }
  }

  private static Selection one(final int number, final Question question, final String written) {
    final String word = written.strip();
    try {
      return switch (word) {
        case "blank" -> Selection.blank(question);
        case "none" -> Selection.chosen(question);
        default -> Selection.chosen(question, numbers(number, question, word));
      };
    } catch (final Refusal refusal) {
      throw new CommandFailed(
          ExitCodes.USAGE, "Question %d: %s".formatted(number, refusal.getMessage()));
    }
  }

  /** Positions from 0, of numbers that are written from 1. */
  private static int[] numbers(final int number, final Question question, final String word) {
    if (!NUMBERS.matcher(word).matches()) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "Question %d: a choice is written as 2 or 1,3 or none or blank".formatted(number));
    }
    final int[] written = COMMA.splitAsStream(word).mapToInt(Integer::parseInt).toArray();
    for (final int answer : written) {
      if (answer > question.answers().size()) {
        throw new CommandFailed(
            ExitCodes.USAGE, "Question %d: there is no answer %d".formatted(number, answer));
      }
    }
    return IntStream.of(written).map(answer -> answer - 1).toArray();
  }
}
