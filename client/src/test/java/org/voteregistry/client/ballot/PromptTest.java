package org.voteregistry.client.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.Secret;
import org.voteregistry.client.console.Terminal;

/** What a voter is asked who gives neither options nor files. */
class PromptTest {
  private static final List<Question> QUESTIONS =
      List.of(
          new Question("Chair\u001b[2J", List.of("Ada", "Grace"), true, 1, 1),
          new Question("Fee", List.of("10", "20"), false, 0, 1));

  /** Types these lines and keeps what is shown. */
  private static final class Typist implements Terminal {
    private final Deque<String> lines = new ArrayDeque<>();
    private final List<String> shown = new ArrayList<>();

    Typist(final String... lines) {
      this.lines.addAll(List.of(lines));
    }

    @Override
    public void show(final String text) {
      shown.add(text);
    }

    @Override
    public Optional<String> ask(final String prompt) {
      return Optional.ofNullable(lines.poll());
    }

    @Override
    public Optional<char[]> askSecretly(final String prompt) {
      return ask(prompt).map(String::toCharArray);
    }
  }

  @Test
  void eachQuestionIsShownAndAskedUntilItIsAnswered() {
    final Typist typist = new Typist("Ada", "3", " 2 ", "blank", "none");

    assertThat(Choices.read(QUESTIONS, List.of(), Optional.empty(), Optional.of(typist)))
        .hasSize(2);

    assertThat(String.join("", typist.shown))
        .contains(
            "question 1   Chair [2J (choose 1, or blank)",
            "       1   Ada",
            "Question 1: a choice is written as 2 or 1,3 or none or blank",
            "Question 1: there is no answer 3",
            "question 2   Fee (choose 0 to 1)",
            "Question 2: the question does not allow a blank vote")
        .doesNotContain("\u001b");
    assertThat(typist.lines).isEmpty();
  }

  @Test
  void theEndOfTheInputEndsTheVote() {
    assertThatThrownBy(
            () ->
                Choices.read(QUESTIONS, List.of(), Optional.empty(), Optional.of(new Typist("1"))))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("Nothing was chosen");
    assertThatThrownBy(
            () ->
                Secret.read(Optional.empty(), Optional.of(new Typist()), "?", "--x", new Output()))
        .hasMessage("Nothing was typed");
  }

  @Test
  void aTypedSecretIsStrippedAndNeverShown() {
    try (Secret secret =
        Secret.read(
            Optional.empty(), Optional.of(new Typist(" 53L-K\u00e9 ")), "?", "--x", new Output())) {
      assertThat(secret.characters()).containsExactly('5', '3', 'L', '-', 'K', '?');
      assertThat(secret).hasToString("Secret[hidden]");
    }
  }
}
