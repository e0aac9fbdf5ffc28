package org.voteregistry.backend.election;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A homomorphic question, with the names that Belenios gives its members.
 *
 * @param question the text
 * @param answers the choices, in the order of the ballot
 * @param min fewest answers that may be chosen
 * @param max most answers that may be chosen
 * @param blank whether a blank vote is offered, {@code false} when absent
 */
public record Question(
    @NotBlank @Size(max = 1000) String question,
    @NotEmpty @Size(max = 1000) List<@NotBlank @Size(max = 500) String> answers,
    @NotNull @PositiveOrZero Integer min,
    @NotNull @PositiveOrZero Integer max,
    Boolean blank) {
  /** Fills in what may be absent. */
  public Question {
    answers = answers == null ? null : List.copyOf(answers);
    blank = blank != null && blank;
  }
}
