package org.voteregistry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.voteregistry.client.ElectionFolder.json;
import static org.voteregistry.client.ElectionFolder.succeed;
import static org.voteregistry.client.ScriptedService.breaks;
import static org.voteregistry.client.ScriptedService.problem;
import static org.voteregistry.client.ScriptedService.respond;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteReceipt;
import tools.jackson.databind.JsonNode;

/** Casting over a connection that breaks, to a service that may lie. */
class CastIT {
  @TempDir private static Path folder;
  private static ElectionFolder election;
  @TempDir private Path votes;
  private ScriptedService service;

  @BeforeAll
  static void createElection() throws Exception {
    election = new ElectionFolder(folder).thresholdTrustees().combine().credentials().create();
  }

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService();
    final String path = "/api/elections/" + election.uuid;
    service.serve(path + "/parameters", Files.readAllBytes(election.file("election.json")));
    service.serve(path + "/trustees", Files.readAllBytes(election.file("trustees.json")));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Cli cast(final String... more) {
    final List<String> arguments =
        new ArrayList<>(
            List.of(
                "ballot",
                "cast",
                "--backend=" + service.address(),
                "--election=" + election.uuid,
                "--credential-file=" + election.path("roll/private/a"),
                "--choice=1",
                "--choice=none",
                "--wait=0",
                "--folder=" + votes.resolve("mine")));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private byte[] kept() throws Exception {
    return Files.readAllBytes(votes.resolve("mine/ballot.json"));
  }

  private void assertFailed(final Cli cli, final int exitCode, final String message) {
    assertThat(cli.err()).contains(message);
    assertThat(cli.exitCode()).as(cli.err()).isEqualTo(exitCode);
  }

  /** A receipt in which this ballot is the only vote of its batch. */
  private ScriptedService.Step receiptOf(final byte[] ballot) {
    return exchange -> respond(200, new String(receipt(ballot), UTF_8)).answer(exchange);
  }

  private static byte[] receipt(final byte[] ballot) {
    final String hash = VoteHash.ofBallot(ballot).toString();
    final VoteReceipt unrooted = receipt(hash, "0x" + "00".repeat(32));
    final byte[] leaf = unrooted.leaf();
    return receipt(hash, "0x" + java.util.HexFormat.of().formatHex(leaf)).toJson();
  }

  private static VoteReceipt receipt(final String hash, final String root) {
    return new VoteReceipt(
        VoteReceipt.FORMAT,
        VoteReceipt.VERSION,
        1337,
        "0x" + "ab".repeat(20),
        election.uuid,
        1,
        hash,
        0,
        0,
        1,
        0,
        1,
        List.of(),
        root,
        "0x" + "cd".repeat(32),
        7,
        "0x" + "ef".repeat(32));
  }

  @Test
  void aVoteIsEncryptedCastAndItsReceiptKept() throws Exception {
    service.onReceipt(exchange -> receiptOf(service.ballots().getFirst()).answer(exchange));
    final Cli cli = cast("--json");
    assertThat(cli.exitCode()).as(cli.err()).isZero();
    final JsonNode report = new tools.jackson.databind.json.JsonMapper().readTree(cli.out());
    assertThat(report.path("status").asString()).isEqualTo("recorded");
    assertThat(service.ballots()).singleElement().isEqualTo(kept());
    assertThat(report.path("voteHash").asString()).isEqualTo(VoteHash.ofBallot(kept()).toString());
    assertThat(VoteReceipt.parse(Files.readAllBytes(votes.resolve("mine/receipt.json"))).hash())
        .isEqualTo(VoteHash.ofBallot(kept()));
    assertThat(cli.err())
        .contains(
            "The election's fingerprint is "
                + json("archive", "show", election.archive(), "--json")
                    .path("fingerprint")
                    .asString());
    // What was cast is a ballot that the audit accepts.
    Files.copy(Path.of(election.archive()), votes.resolve("copy.bel"));
    succeed(
        "archive",
        "append",
        votes.resolve("copy.bel").toString(),
        votes.resolve("mine/ballot.json").toString());
  }

  @Test
  void afterABrokenConnectionTheSameBallotIsSentAgain() throws Exception {
    service.onSubmission(breaks());
    final Cli broken = cast();
    assertFailed(broken, 3, "ballot.json: run the same command again");
    final byte[] first = kept();

    final Cli again = cast();
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("was made before and is sent again");
    assertThat(again.out())
        .contains(VoteHash.ofBallot(first).reference().text())
        .contains("accepted, and not in a block yet: run the same command again");
    assertThat(kept()).isEqualTo(first);
    assertThat(service.ballots()).hasSizeGreaterThanOrEqualTo(2).allMatch(b -> same(b, first));
    assertThat(Files.readString(votes.resolve("mine/accepted.json"))).contains("accepted");

    // And once more, for the receipt, without a choice: nothing is encrypted.
    service.onReceipt(receiptOf(first));
    final Cli third =
        Cli.run(
            "ballot",
            "cast",
            "--backend=" + service.address() + "/",
            "--election=" + election.uuid,
            "--wait=0",
            "--folder=" + votes.resolve("mine"));
    assertThat(third.exitCode()).as(third.err()).isZero();
    assertThat(third.out()).contains("recorded in block 7");
  }

  private static boolean same(final byte[] one, final byte[] other) {
    return java.util.Arrays.equals(one, other);
  }

  @Test
  void aBusyServiceIsAskedAgainWithinThePatience() throws Exception {
    service.onSubmission(problem(503, "unavailable", "busy"));
    service.onSubmission(breaks());
    final Cli cli = cast("--wait=20", "--folder=" + votes.resolve("busy"));
    assertFailed(cli, 2, "should be specified only once");
    final Cli patient = cast();
    assertFailed(patient, 3, "The service has no time now: 503 unavailable: busy");
    service.onReceipt(problem(409, "vote-not-recorded", "soon"));
    service.onReceipt(exchange -> receiptOf(service.ballots().getLast()).answer(exchange));
    final Cli waited =
        Cli.run(
            "ballot",
            "cast",
            "--backend=" + service.address(),
            "--election=" + election.uuid,
            "--wait=20",
            "--folder=" + votes.resolve("mine"));
    assertThat(waited.exitCode()).as(waited.err()).isZero();
    assertThat(waited.out()).contains("recorded in block 7");
    assertThat(service.ballots()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void whatTheServiceRefusesIsToldWithItsReason() {
    service.onSubmission(problem(409, "already-voted", "one credential casts one ballot"));
    assertFailed(
        cast(), 1, "The ballot was refused: 409 already-voted: one credential casts one ballot");
    service.onSubmission(
        respond(
            422,
            "{\"type\":\"urn:vote-registry:problem:ballot-refused\",\"reason\":\"proof\","
                + "\"errors\":[{\"member\":\"answers[0]\",\"reason\":\"bad\"}]}"));
    assertFailed(cast(), 1, "422 ballot-refused (proof) [answers[0] bad]");
    service.onSubmission(respond(502, "<html>no JSON</html>"));
    assertFailed(cast(), 1, "The ballot was refused: 502");
    service.onReceipt(problem(409, "vote-set-aside", "the chain refused this vote"));
    assertFailed(cast(), 1, "there is no receipt: 409 vote-set-aside");
  }

  @Test
  void aServiceThatConfirmsSomethingElseIsNotBelieved() throws Exception {
    service.onSubmission(
        respond(202, "{\"reference\":\"VR-X\",\"voteHash\":\"00\",\"status\":\"accepted\"}"));
    assertFailed(cast(), 1, "The service confirms another ballot (00) than was sent");
    service.onReceipt(receiptOf("another".getBytes(UTF_8)));
    assertFailed(cast(), 1, "The receipt is not that of this ballot");
    service.onReceipt(respond(200, "{}"));
    assertFailed(cast(), 1, "The service gave no receipt");
    service.onReceipt(
        respond(200, new String(receipt(kept()), UTF_8).replace(election.uuid, "1".repeat(14))));
    assertFailed(cast(), 1, "The receipt is not that of this ballot");
    assertThat(votes.resolve("mine/receipt.json")).doesNotExist();
  }

  @Test
  void aKeyThatIsNotThatOfTheTrusteesIsNotEncryptedWith() throws Exception {
    succeed(
        "trustee",
        "combine",
        "--public=" + election.path("max.pubkey"),
        "--out=" + votes.resolve("fewer.json"));
    service.serve(
        "/api/elections/" + election.uuid + "/trustees",
        Files.readAllBytes(votes.resolve("fewer.json")));
    assertFailed(cast(), 1, "The election's key is not that of its trustees: do not vote");
    assertThat(service.ballots()).isEmpty();
    assertThat(votes.resolve("mine")).doesNotExist();
  }

  @Test
  void anotherElectionThanThePublishedOneIsNotVotedIn() throws Exception {
    assertFailed(cast("--fingerprint=AAAA"), 1, "not the published AAAA: do not vote");
    assertFailed(
        Cli.run("ballot", "cast", "--backend=" + service.address(), "--election=" + "2".repeat(14)),
        1,
        "404 election-unknown: no election here");
    service.serve(
        "/api/elections/" + "2".repeat(14) + "/parameters",
        Files.readAllBytes(election.file("election.json")));
    assertFailed(
        Cli.run("ballot", "cast", "--backend=" + service.address(), "--election=" + "2".repeat(14)),
        1,
        "The service gave the parameters of election " + election.uuid);
    assertThat(service.ballots()).isEmpty();
  }

  @Test
  void aBallotThatIsKeptForAnotherElectionIsNotSent() throws Exception {
    Files.createDirectories(votes.resolve("mine"));
    election.encrypt("c", "1", "none");
    Files.writeString(
        votes.resolve("mine/ballot.json"),
        Files.readString(election.file("ballot-c.json"))
            .replace(
                "\"election_uuid\":\"" + election.uuid, "\"election_uuid\":\"" + "3".repeat(14)));
    assertFailed(cast(), 1, "was made for election " + "3".repeat(14));
    assertThat(service.ballots()).isEmpty();
  }

  @Test
  void aServiceThatIsNotThereIsToldSo() {
    for (final String address : List.of("ftp://x", "nothing", "http://user:secret@127.0.0.1")) {
      final Cli cli =
          Cli.run("ballot", "cast", "--backend=" + address, "--election=" + election.uuid);
      assertFailed(cli, 2, "The service's address must look like");
      assertThat(cli.err()).doesNotContain("secret");
    }
    assertFailed(
        Cli.run("ballot", "cast", "--backend=http://127.0.0.1:1", "--election=" + election.uuid),
        3,
        "cannot be reached");
  }
}
