package org.voteregistry.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.verify.AuditCheck;
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.ballot.verify.VerificationReport;
import org.voteregistry.ballot.verify.VerificationReport.Outcome;

/** Elections that the reference program made, kept as resources. */
class ReferenceElectionTest {
  private static final Path FOLDER = Path.of("src/test/resources/belenios-tool-2.0");

  @Test
  void anElectionWithWeightsAndMandatoryTrusteesPassesEveryCheck() throws IOException {
    final VerificationReport report = new ElectionVerifier().verify(FOLDER.resolve("single.bel"));

    assertThat(report.findings()).isEmpty();
    assertThat(report.ballots()).isEqualTo(8);
    assertThat(report.counted()).isEqualTo(5);
    assertThat(report.result().orElseThrow().counts())
        .containsExactly(
            List.of(7_000_000_000L, 3_000_000_000L),
            List.of(5_000_000_000L, 92_000_000_000L, 3_000_000_000L));
  }

  @Test
  void anElectionWithThresholdTrusteesPassesEveryCheck() throws IOException {
    final VerificationReport report =
        new ElectionVerifier(1).verify(FOLDER.resolve("threshold.bel"));

    assertThat(report.checks())
        .filteredOn(check -> check.check() != AuditCheck.CONTINUATION)
        .allMatch(check -> check.outcome() == Outcome.PASSED);
    assertThat(report.result().orElseThrow().counts())
        .containsExactly(List.of(3L, 1L), List.of(2L, 2L, 1L));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aSecretCredentialGivesThePublicOneThatTheReferenceProgramDerived(final int voter)
      throws IOException {
    final String[] line =
        Files.readAllLines(FOLDER.resolve("single.privcreds"), StandardCharsets.UTF_8)
            .get(voter)
            .split("[ ,]", -1);
    final var report = new ElectionVerifier().verify(FOLDER.resolve("single.bel"));
    final var election = report.election().orElseThrow();
    final PublicCredentials roll = Rolls.of(FOLDER.resolve("single.bel"), election);

    try (SecretCredential secret = SecretCredential.read(line[3].toCharArray())) {
      final var credential = secret.publicCredential(election.group(), election.uuid());
      assertThat(roll.weight(roll.indexOf(credential).orElseThrow()))
          .isEqualTo(Long.parseLong(line[2]));
    }
  }
}
