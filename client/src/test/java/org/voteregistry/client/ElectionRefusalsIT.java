package org.voteregistry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voteregistry.client.ElectionFolder.json;
import static org.voteregistry.client.ElectionFolder.succeed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.ballot.election.ElectionUuid;

/** What the commands refuse, each with its exit code and what to do about it. */
class ElectionRefusalsIT {
  @TempDir private static Path folder;
  private static ElectionFolder election;

  @BeforeAll
  static void castAndClose() throws Exception {
    election = new ElectionFolder(folder).voted();
    Files.copy(Path.of(election.archive()), election.file("open.bel"));
    election.close();
  }

  private static void refuses(final int exitCode, final String message, final String... arguments) {
    final Cli cli = Cli.run(arguments);
    assertThat(cli.err()).as("%s: %s", List.of(arguments), cli.out()).contains(message);
    assertThat(cli.exitCode()).as(cli.err()).isEqualTo(exitCode);
    assertThat(cli.err()).doesNotContain("\tat ");
  }

  @Test
  void noFileIsOverwritten() throws Exception {
    final byte[] key = Files.readAllBytes(election.file("max.privkey"));
    refuses(
        2,
        "max.privkey exists already and is not overwritten",
        "trustee",
        "keygen",
        "--key=" + election.path("max.privkey"),
        "--public=" + election.path("new.pubkey"));
    refuses(
        2,
        "max.pubkey exists already",
        "trustee",
        "keygen",
        "--key=" + election.path("new.privkey"),
        "--public=" + election.path("max.pubkey"));
    refuses(
        2,
        "ada.key exists already",
        "trustee",
        "threshold",
        "certificate",
        "--key=" + election.path("ada.key"),
        "--out=" + election.path("new.cert"));
    refuses(
        2,
        "public_creds.json exists already",
        "credentials",
        "generate",
        "--election=" + election.uuid,
        "--count=1",
        "--folder=" + election.path("roll"));
    refuses(
        2,
        "ballot-a.json exists already",
        "ballot",
        "encrypt",
        "--parameters=" + election.path("election.json"),
        "--out=" + election.path("ballot-a.json"));
    assertThat(Files.readAllBytes(election.file("max.privkey"))).isEqualTo(key);
    assertThat(election.file("new.privkey")).doesNotExist();
    assertThat(election.file("new.pubkey")).doesNotExist();
  }

  @Test
  void noSecretIsTakenFromAnArgument() {
    for (final String option :
        List.of("--credential=abc", "--private-key=1", "--seed=abc", "--password=abc")) {
      refuses(
          2,
          "Unknown option",
          "ballot",
          "encrypt",
          "--parameters=" + election.path("election.json"),
          "--out=" + election.path("never.json"),
          option);
    }
    refuses(
        2,
        "There is no terminal to ask: give --choice or --choice-file",
        "ballot",
        "encrypt",
        "--parameters=" + election.path("election.json"),
        "--credential-file=" + election.path("roll/private/a"),
        "--out=" + election.path("never.json"));
    refuses(
        2,
        "There is no terminal to ask: give --credential-file",
        "ballot",
        "encrypt",
        "--parameters=" + election.path("election.json"),
        "--choice=1",
        "--choice=none",
        "--out=" + election.path("never.json"));
  }

  @Test
  void aSecretThatOthersCanReadIsUsedWithAWarning() throws Exception {
    final Path loose = Files.copy(election.file("roll/private/a"), election.file("loose"));
    Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-r--r--"));
    final Cli cli =
        Cli.run(
            "ballot",
            "encrypt",
            "--parameters=" + election.path("election.json"),
            "--credential-file=" + loose,
            "--choice=1",
            "--choice=none",
            "--out=" + election.path("loose.json"));
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.err()).contains("can be read by other users: chmod 600 it");
  }

  @Test
  void choicesThatDoNotAnswerTheQuestionsAreRefused() throws Exception {
    for (final String[] wrong :
        new String[][] {
          {"Question 1: 1 to 2 answers must be chosen, not 0", "none", "1"},
          {"Question 1: 1 to 2 answers must be chosen, not 3", "1,2,3", "1"},
          {"Question 1: there is no answer 4", "4", "1"},
          {"Question 1: each number must be 0 or 1", "1,1", "1"},
          {"Question 2: the question does not allow a blank vote", "1", "blank"},
          {"Question 2: a choice is written as", "1", "Ada"}
        }) {
      refuses(
          2,
          wrong[0],
          "ballot",
          "encrypt",
          "--parameters=" + election.path("election.json"),
          "--credential-file=" + election.path("roll/private/a"),
          "--choice=" + wrong[1],
          "--choice=" + wrong[2],
          "--out=" + election.path("never.json"));
    }
    Files.writeString(election.file("choices"), "blank\n");
    refuses(
        2,
        "The election has 2 questions, and 1 choices were given",
        "ballot",
        "encrypt",
        "--parameters=" + election.path("election.json"),
        "--credential-file=" + election.path("roll/private/a"),
        "--choice-file=" + election.path("choices"),
        "--out=" + election.path("never.json"));
    assertThat(election.file("never.json")).doesNotExist();
  }

  @Test
  void choicesComeFromAFileToo() throws Exception {
    Files.writeString(election.file("two-choices"), "2, 3\n\nnone\n");
    succeed(
        "ballot",
        "encrypt",
        "--parameters=" + election.path("election.json"),
        "--fingerprint=" + fingerprint(),
        "--credential-file=" + election.path("roll/private/a"),
        "--choice-file=" + election.path("two-choices"),
        "--out=" + election.path("from-file.json"));
    assertThat(election.file("from-file.json")).exists();
  }

  private static String fingerprint() {
    return json("archive", "show", election.archive(), "--json").path("fingerprint").asString();
  }

  @Test
  void anotherFingerprintThanThePublishedOneIsRefused() {
    refuses(
        1,
        "not the published AAAA: do not vote",
        "ballot",
        "encrypt",
        "--parameters=" + election.path("election.json"),
        "--fingerprint=AAAA",
        "--out=" + election.path("never.json"));
  }

  @Test
  void aMistypedCredentialIsRefusedWithoutBeingRepeated() throws Exception {
    final String written = Files.readString(election.file("roll/private/b")).strip();
    // The neighbour in the alphabet: others may be a multiple of 53 away, which no checksum sees.
    final int first = ElectionUuid.BASE_58.indexOf(written.charAt(0));
    final String mistyped =
        ElectionUuid.BASE_58.charAt(first == 0 ? 1 : first - 1) + written.substring(1);
    Files.writeString(election.file("mistyped"), mistyped);
    final Cli cli =
        Cli.run(
            "ballot",
            "encrypt",
            "--parameters=" + election.path("election.json"),
            "--credential-file=" + election.path("mistyped"),
            "--choice=1",
            "--choice=none",
            "--out=" + election.path("never.json"));
    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err())
        .contains("INVALID_SECRET_CREDENTIAL", "a character was mistyped")
        .doesNotContain(mistyped.substring(4));
  }

  @Test
  void onlyATrusteeOfTheElectionCanDecryptIt() {
    succeed(
        "trustee",
        "keygen",
        "--key=" + election.path("stranger.privkey"),
        "--public=" + election.path("stranger.pubkey"));
    refuses(
        1,
        "is not the key of a trustee of election " + election.uuid,
        "trustee",
        "decrypt",
        election.archive(),
        "--key=" + election.path("stranger.privkey"),
        "--out=" + election.path("never.dec"));
    refuses(
        1,
        "INVALID_TRUSTEE_MESSAGE",
        "trustee",
        "decrypt",
        election.archive(),
        "--key=" + election.path("ada.key"),
        "--voutput=" + election.path("bob.voutput"),
        "--out=" + election.path("never.dec"));
    refuses(
        1,
        "is refused",
        "trustee",
        "decrypt",
        election.archive(),
        "--key=" + election.path("ada.key"),
        "--out=" + election.path("never.dec"));
  }

  @Test
  void anArchiveThatFailsItsAuditIsNeitherDecryptedNorTallied() throws Exception {
    final Path broken = Files.copy(Path.of(election.archive()), election.file("broken.bel"));
    // The last digit of something near the end: the tally, say.
    final byte[] bytes = Files.readAllBytes(broken);
    bytes[bytes.length - 3000] ^= 1;
    Files.write(broken, bytes);
    refuses(
        1,
        "does not pass the audit, so nothing was done with it",
        "trustee",
        "decrypt",
        broken.toString(),
        "--key=" + election.path("max.privkey"),
        "--out=" + election.path("never.dec"));
    refuses(
        1,
        "does not pass the audit",
        "tally",
        broken.toString(),
        "--decryptions=" + election.path("none.dec"));
    final Cli verified = Cli.run("archive", "verify", broken.toString());
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).contains("  failed ", "REFUSED: at least one check failed.");
  }

  @Test
  void anArchiveWithoutResultPassesUnlessOneIsAskedFor() {
    assertThat(succeed("archive", "verify", election.archive()))
        .contains("Every check so far passed; there is no result yet.");
    final Cli tallied = Cli.run("archive", "verify", election.archive(), "--tallied");
    assertThat(tallied.exitCode()).isEqualTo(1);
    assertThat(tallied.out()).contains("REFUSED: there is no result yet.");
  }

  @Test
  void anArchiveThatDoesNotContinueTheRecordedOneIsRefused() throws Exception {
    assertThat(
            succeed(
                "archive",
                "verify",
                election.archive(),
                "--threads=1",
                "--recorded=" + election.path("open.bel")))
        .contains("  ok      continuation ");
    final Cli verified =
        Cli.run("archive", "verify", election.path("open.bel"), "--recorded=" + election.archive());
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).contains("  failed  continuation ", "NOT_A_CONTINUATION");
  }

  @Test
  void theStepsOfATallyHaveAnOrder() {
    refuses(2, "is closed already", "tally", election.archive(), "--close");
    refuses(
        2,
        "takes ballots still",
        "tally",
        election.path("open.bel"),
        "--decryptions=" + election.path("none.dec"));
    refuses(
        2,
        "holds no encrypted tally yet",
        "trustee",
        "decrypt",
        election.path("open.bel"),
        "--key=" + election.path("max.privkey"),
        "--out=" + election.path("never.dec"));
    refuses(2, "Missing required argument", "tally", election.archive());
  }

  @Test
  void tooFewDecryptionsGiveNoResultAndChangeNothing() throws Exception {
    final byte[] before = Files.readAllBytes(Path.of(election.archive()));
    final String mandatory = election.decryptMandatory();
    final String one = election.decrypt("bob");
    refuses(
        1,
        "NOT_ENOUGH_DECRYPTIONS",
        "tally",
        election.archive(),
        "--decryptions=" + mandatory + "," + one);
    refuses(
        2,
        "trustee 3 has decrypted already",
        "tally",
        election.archive(),
        "--decryptions=" + one + "," + one);
    Files.writeString(
        election.file("forged.dec"),
        Files.readString(Path.of(one)).replace("\"owner\":3", "\"owner\":2"));
    refuses(
        1,
        "INVALID_DECRYPTION_PROOF",
        "tally",
        election.archive(),
        "--decryptions=" + election.path("forged.dec"));
    Files.writeString(
        election.file("forged9.dec"),
        Files.readString(Path.of(one)).replace("\"owner\":3", "\"owner\":9"));
    refuses(
        1,
        "there is no trustee 9",
        "tally",
        election.archive(),
        "--decryptions=" + election.path("forged9.dec"));
    assertThat(Files.readAllBytes(Path.of(election.archive()))).isEqualTo(before);
  }

  @Test
  void aBallotThatIsNotValidIsNotAppended() throws Exception {
    final Path open = election.file("open.bel");
    final byte[] before = Files.readAllBytes(open);
    final String ballot = Files.readString(election.file("ballot-a.json"));
    final Path other =
        Files.writeString(
            election.file("other.json"), ballot.replace(election.uuid, "1".repeat(14)));
    refuses(1, "WRONG_ELECTION_UUID", "archive", "append", open.toString(), other.toString());
    refuses(
        1, "REPLAYED_BALLOT", "archive", "append", open.toString(), election.path("ballot-a.json"));
    refuses(1, "MALFORMED_JSON", "archive", "append", open.toString(), election.path("voters.csv"));
    assertThat(Files.readAllBytes(open)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".next"))).isEmpty();
    }
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    refuses(2, "gone.bel is not there", "archive", "verify", election.path("gone.bel"));
    refuses(2, "gone.bel is not there", "archive", "show", election.path("gone.bel"));
    refuses(
        2,
        "is in a folder that is not there",
        "trustee",
        "keygen",
        "--key=" + election.path("gone/a.privkey"),
        "--public=" + election.path("gone/a.pubkey"));
    refuses(1, "MALFORMED_ARCHIVE", "archive", "show", election.path("questions.json"));
  }

  @Test
  void aCeremonyNeedsAMessageOfEachTrustee() {
    refuses(
        2,
        "--polynomials: 3 were expected, one of each trustee, not 1",
        "trustee",
        "threshold",
        "deal",
        "--certificates=" + election.all(".cert"),
        "--polynomials=" + election.path("ada.poly"),
        "--out=" + election.all(".again"));
    refuses(
        1,
        "INVALID_TRUSTEE_MESSAGE",
        "trustee",
        "threshold",
        "share",
        "--key=" + election.path("ada.key"),
        "--certificates=" + election.all(".cert"),
        "--vinput=" + election.path("bob.vinput"),
        "--out=" + election.path("never.voutput"));
    refuses(
        1,
        "threshold: 4 is not between 1 and the number of trustees",
        "trustee",
        "threshold",
        "polynomial",
        "--key=" + election.path("ada.key"),
        "--certificates=" + election.all(".cert"),
        "--threshold=4",
        "--out=" + election.path("never.poly"));
    refuses(
        2, "An election needs a trustee", "trustee", "combine", "--out=" + election.path("never"));
  }

  @Test
  void aListOfVotersWithAMistakeIsRefusedWithTheLine() throws Exception {
    for (final String[] wrong :
        new String[][] {
          {"line 2: id or id,weight was expected", "a\n../b\n"},
          {"line 1: id or id,weight was expected", "a,0\n"},
          {"line 1: id or id,weight was expected", "a,,3\n"},
          {"line 3: a is on the list already", "a\nb\na\n"},
          {"names no voter", "\n"}
        }) {
      final Path list =
          Files.writeString(
              election.file("wrong.csv"),
              wrong[1],
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING);
      refuses(
          2,
          wrong[0],
          "credentials",
          "generate",
          "--election=" + election.uuid,
          "--voters=" + list,
          "--folder=" + election.path("never"));
    }
    assertThat(election.file("never")).doesNotExist();
  }

  @Test
  void aListOfAllCredentialsIsWhatTheToolMakes() throws Exception {
    final Path listed = election.file("listed");
    succeed(
        "credentials",
        "generate",
        "--election=" + election.uuid,
        "--count=11",
        "--list",
        "--folder=" + listed);
    assertThat(Files.readAllLines(listed.resolve(election.uuid + ".privcreds")))
        .hasSize(11)
        .allMatch(line -> line.matches("\\d\\d (\\w{3}-){4}\\w{3}"))
        .first()
        .asString()
        .startsWith("01 ");
    assertThat(listed.resolve("private")).doesNotExist();
  }
}
