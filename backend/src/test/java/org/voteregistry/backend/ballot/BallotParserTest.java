package org.voteregistry.backend.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.backend.problem.ProblemException;

class BallotParserTest {
  private static final String GOOD = "\"election_uuid\":\"e\",\"credential\":\"c\"";

  @Test
  void aBallotNamesItsElectionAndCredential() {
    final CastBallot ballot = parse("{" + GOOD + ",\"answers\":[{\"a\":[1.5e3,null,true]}]}");
    assertThat(ballot.electionUuid()).isEqualTo("e");
    assertThat(ballot.credential()).isEqualTo("c");
    assertThat(ballot).hasToString("ballot of 74 bytes");
  }

  @Test
  void membersOfNestedObjectsDoNotCount() {
    assertThatThrownBy(() -> parse("{\"x\":{" + GOOD + "}}"))
        .hasMessageContaining("no member election_uuid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "{}",
        "{" + GOOD,
        "{" + GOOD + "} {}",
        "{" + GOOD + "}]",
        "{" + GOOD + ",}",
        "{" + GOOD + ",\"credential\":\"d\"}",
        "{" + GOOD + ",\"x\":{\"a\":1,\"a\":2}}",
        "{\"election_uuid\":1,\"credential\":\"c\"}",
        "{\"election_uuid\":\"e\",\"credential\":null}",
        "{\"election_uuid\":\"e\",\"credential\":\"\"}",
        "{\"election_uuid\":\"e\",\"credential\":[\"c\"]}",
        "{'election_uuid':'e','credential':'c'}",
        "{" + GOOD + ",\"x\":NaN}",
        "{" + GOOD + ",\"x\":01}",
        "{" + GOOD + "} // comment",
        "\uFEFF{" + GOOD + "}"
      })
  void whatIsNoBallotIsMalformed(final String text) {
    assertMalformed(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void depthIsBoundedSoThatNoStackOverflows() {
    assertMalformed(
        ("{" + GOOD + ",\"x\":" + "[".repeat(30_000)).getBytes(StandardCharsets.US_ASCII));
    assertMalformed(
        ("{" + GOOD + ",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}")
            .getBytes(StandardCharsets.US_ASCII));
    assertThat(parse("{" + GOOD + ",\"x\":" + "[".repeat(31) + "]".repeat(31) + "}")).isNotNull();
  }

  @Test
  void otherEncodingsThanUtf8AreMalformed() {
    assertMalformed(("{" + GOOD + "}").getBytes(StandardCharsets.UTF_16LE));
    assertMalformed(("{" + GOOD + "}").getBytes(StandardCharsets.UTF_16));
    assertMalformed(("{" + GOOD + ",\"x\":\"é\"}").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static CastBallot parse(final String text) {
    return BallotParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertMalformed(final byte[] bytes) {
    assertThatThrownBy(() -> BallotParser.parse(bytes))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(CastingProblems.MALFORMED));
  }
}
