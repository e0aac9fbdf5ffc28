package org.voteregistry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.voteregistry.client.ElectionFolder.json;
import static org.voteregistry.client.ElectionFolder.succeed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole election by commands alone: one mandatory trustee, two of three others, weights. */
class ElectionCommandsIT {
  @TempDir private static Path folder;
  private static ElectionFolder election;

  @BeforeAll
  static void holdAnElection() throws Exception {
    election = new ElectionFolder(folder).voted();
    verifyWithTheTool();
    election.close();
    verifyWithTheTool();
    succeed(
        "tally",
        election.archive(),
        "--decryptions="
            + String.join(
                ",",
                election.decryptMandatory(),
                election.decrypt("eve"),
                election.decrypt("ada")));
    verifyWithTheTool();
  }

  private static void verifyWithTheTool() throws Exception {
    if (BeleniosTool.installed()) {
      BeleniosTool.call(folder, "", "election", "verify");
    }
  }

  @Test
  void theCountsAreWhatWasChosenTimesTheWeights() {
    final JsonNode report = json("archive", "verify", election.archive(), "--tallied", "--json");
    assertThat(report.path("ok").asBoolean()).isTrue();
    assertThat(report.path("result").toString()).isEqualTo("[[3,1,5,1],[0,6]]");
    assertThat(report.path("counted").asInt()).isEqualTo(3);
    assertThat(report.path("checks").valueStream().map(c -> c.path("outcome").asString()))
        .doesNotContain("failed")
        .contains("passed", "skipped");
  }

  @Test
  void theAuditTellsEachCheckAndTheResult() {
    final String report = succeed("archive", "verify", election.archive());
    assertThat(report)
        .startsWith("election " + election.uuid + "  Board")
        .contains(
            "  ok      archive-format ",
            "  ok      ballot-signature ",
            "  ok      decryption-threshold ",
            "  skipped continuation ",
            "         5  Grace",
            "         3  (blank)",
            "Every check passed: this is the result of the election.");
  }

  @Test
  void whatAnArchiveHoldsIsShown() {
    assertThat(succeed("archive", "show", election.archive()))
        .contains(
            "election     " + election.uuid + "  Board",
            "voters       3,",
            "trustees     4, of whom 3 are needed",
            "question 1   Chair (choose 1 to 2, or blank)",
            "question 2   Fee (choose 0 to 1)",
            "       3  Ballot",
            "       1  Result",
            "Result, not verified here:");
    final JsonNode shown = json("archive", "show", election.archive(), "--json");
    assertThat(shown.path("decryptedBy").toString()).isEqualTo("[1,2,4]");
    assertThat(shown.path("events").path("PartialDecryption").asInt()).isEqualTo(3);
    assertThat(shown.path("questions").get(0).path("answers").get(1).asString()).isEqualTo("Grace");
  }

  @Test
  void theToolMakesTheSameParametersOfTheSameFiles() throws Exception {
    assumeTrue(BeleniosTool.installed(), "belenios-tool is not installed");
    final Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(election.file("threshold.json"), other.resolve("threshold.json"));
    Files.copy(election.file("max.pubkey"), other.resolve("public_keys.jsons"));
    BeleniosTool.call(other, "", "setup", "make-trustees");
    assertThat(Files.readString(other.resolve("trustees.json")).strip())
        .isEqualTo(Files.readString(election.file("trustees.json")));
    BeleniosTool.call(
        other,
        "",
        "setup",
        "make-election",
        "--uuid=" + election.uuid,
        "--group=BELENIOS-2048",
        "--template=" + election.path("questions.json"));
    assertThat(Files.readString(other.resolve("election.json"), UTF_8).strip())
        .isEqualTo(Files.readString(election.file("election.json"), UTF_8));
  }

  @Test
  void theToolDecryptsWithKeysThatTheClientMade() throws Exception {
    assumeTrue(BeleniosTool.installed(), "belenios-tool is not installed");
    final Path other = Files.createDirectory(folder.resolve("decrypt"));
    Files.copy(Path.of(election.archive()), other.resolve(election.uuid + ".bel"));
    final JsonNode voutput =
        new JsonMapper().readTree(Files.readAllBytes(election.file("bob.voutput")));
    Files.writeString(other.resolve("dkey"), voutput.path("private_key").asString());
    final String lines =
        BeleniosTool.call(
            other,
            "",
            "election",
            "decrypt-threshold",
            "--trustee-id=3",
            "--key=" + election.path("bob.key"),
            "--decryption-key=dkey");
    assertThat(lines.lines()).hasSize(2);
    assertThat(
            BeleniosTool.call(
                    other,
                    "",
                    "election",
                    "decrypt",
                    "--trustee-id=1",
                    "--privkey=" + election.path("max.privkey"))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow())
        .startsWith("{\"owner\":1,");
  }

  @Test
  void aDecryptionIsAlsoWrittenAsTheServiceTakesIt() throws Exception {
    final JsonNode body =
        new JsonMapper().readTree(Files.readAllBytes(election.file("eve.request")));
    assertThat(body.path("owner").asInt()).isEqualTo(4);
    assertThat(body.path("partialDecryption").has("decryption_factors")).isTrue();
    assertThat(Files.readString(election.file("eve.dec")))
        .startsWith(body.path("partialDecryption").toString());
  }

  @Test
  void secretsAreForTheirOwnerOnly() throws Exception {
    for (final String secret : new String[] {"ada.key", "max.privkey", "roll/private/b"}) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(election.file(secret))))
          .as(secret)
          .isEqualTo("rw-------");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(election.file("roll/private"))))
        .isEqualTo("rwx------");
  }
}
