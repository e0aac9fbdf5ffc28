package org.voteregistry.ballot.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;

class ElectionTemplateTest {
  private static final String QUESTION =
      "{\"question\":\"?\",\"answers\":[\"a\",\"b\"],\"min\":0,\"max\":1}";

  private static ElectionTemplate read(final String json) {
    return ElectionTemplate.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTemplateBecomesTheParametersOfItsElection() {
    final Group group = Group.belenios2048();
    final ElectionTemplate template =
        read(
            "{\"questions\":["
                + QUESTION
                + "],\"description\":\"d\",\"name\":\"n\",\"administrator\":\"A\"}");

    final ElectionParameters election =
        template.parameters("tcMrY8caRbYEDu", group, group.generatorBase().element());

    assertThat(election.uuid()).isEqualTo("tcMrY8caRbYEDu");
    assertThat(election.name()).isEqualTo("n");
    assertThat(election.description()).isEqualTo("d");
    assertThat(election.questions()).isEqualTo(template.questions());
    assertThat(election.administrator()).contains("A");
    assertThat(election.credentialAuthority()).isEmpty();
    assertThat(election.publicKey().element()).isEqualTo(group.generatorBase().element());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "{\"name\":\"n\",\"description\":\"d\"} | questions: missing",
        "{\"name\":\"n\",\"questions\":[]} | description: missing",
        "{\"name\":\"n\",\"description\":\"d\",\"questions\":[]} | needs a question",
        "{\"name\":\"n\",\"description\":\"d\",\"questions\":[1]} | questions[0]: an object",
        "[] | an object was expected",
      })
  void anIncompleteTemplateIsRefused(final String json, final String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(Refusal.class).hasMessageContaining(message);
  }

  @Test
  void aMemberThatIsNotKnownIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    "{\"name\":\"n\",\"description\":\"d\",\"questions\":["
                        + QUESTION
                        + "],\"uuid\":\"x\"}"))
        .hasMessageContaining("unexpected member \"uuid\"");
  }
}
