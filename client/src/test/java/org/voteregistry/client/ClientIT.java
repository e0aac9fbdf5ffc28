package org.voteregistry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.client.node.Node;
import org.voteregistry.client.receipt.ReceiptReport;
import org.voteregistry.client.receipt.ReceiptVerifier;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;
import org.voteregistry.proofs.VoteReceipt;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands on a chain with votes that the contract really recorded. */
class ClientIT {
  private static final String CLOSED_PORT = "http://127.0.0.1:1";
  private static final String ACCOUNT = "0x" + "ab".repeat(20);

  @TempDir private static Path folder;
  private static ChainNetwork network;
  private static String rpc;
  private static Path adminKey;
  private static RecordedBatch election;
  private static List<VoteReceipt> receipts;

  @BeforeAll
  static void recordVotes() throws Exception {
    network =
        ChainNetwork.start(
            NetworkOptions.in(folder.resolve("network")).kind(ChainKind.DEV).freePorts().build());
    rpc = network.rpcUrls().getFirst().toString();
    final Credentials admin = Credentials.create(network.adminPrivateKey());
    adminKey = Files.writeString(folder.resolve("admin.key"), network.adminPrivateKey() + "\n");
    final Cli deployed =
        Cli.run(
            "deploy",
            "--rpc=" + rpc,
            "--admin-key-file=" + adminKey,
            "--grant-recorder=" + admin.getAddress(),
            "--grant-election-admin=" + admin.getAddress());
    assertThat(deployed.exitCode()).as(deployed.err()).isZero();
    assertThat(deployed.out())
        .contains("VoteRegistry   " + DeterministicDeployment.VOTE_REGISTRY_ADDRESS + " deployed")
        .contains("granted RECORDER_ROLE to " + admin.getAddress());
    election = RecordedBatch.inNewElection(Web3j.build(new HttpService(rpc)), admin);
    election.record(1);
    receipts = election.record(7);
  }

  @AfterAll
  static void end() {
    if (network != null) {
      network.close();
    }
  }

  private static Path file(final String content) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "receipt", ".json"), content);
  }

  private static String json(final VoteReceipt receipt) {
    return new String(receipt.toJson(), UTF_8);
  }

  private static Cli verify(final String receipt, final String... more) throws Exception {
    return Cli.run(
        Stream.concat(
                Stream.of("verify-receipt", file(receipt).toString(), "--rpc=" + rpc),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void everyReceiptOfARecordedBatchIsConfirmedCheckByCheck() throws Exception {
    for (final VoteReceipt receipt : receipts) {
      final Cli verified = verify(json(receipt));
      assertThat(verified.exitCode()).as(verified.out()).isZero();
      assertThat(verified.out())
          .startsWith("receipt " + receipt.reference())
          .contains("node " + rpc, "every node confirms it")
          .doesNotContain("failed");
      for (final String check :
          List.of(
              "receipt-form",
              "merkle-path",
              "chain-id",
              "contract-address",
              "contract-code",
              "batch-root",
              "verify-vote",
              "transaction",
              "vote-recorded",
              "has-voted",
              "block")) {
        assertThat(verified.out()).contains("ok       " + check + " ");
      }
    }
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"chainId\" : 1337 | \"chainId\" : 1338 | chain-id",
        "\"voterIndex\" : 996 | \"voterIndex\" : 995 | merkle-path verify-vote vote-recorded",
        "\"voterIndex\" : 996 | \"voterIndex\" : 5 | merkle-path verify-vote vote-recorded has-voted",
        "\"serial\" : 3 | \"serial\" : 4 | merkle-path verify-vote vote-recorded",
        "\"chainElectionId\" : 1 | \"chainElectionId\" : 2 | merkle-path batch-root verify-vote vote-recorded has-voted",
        "\"batchId\" : 2 | \"batchId\" : 1 | batch-root verify-vote",
        "\"batchId\" : 2 | \"batchId\" : 9 | batch-root verify-vote",
        "\"firstSerial\" : 1 | \"firstSerial\" : 2 | batch-root",
        "\"count\" : 7 | \"count\" : 6 | batch-root",
        "\"blockHash\" : \"0x | \"blockHash\" : \"0x0000 | transaction block",
        "\"transactionHash\" : \"0x | \"transactionHash\" : \"0x0000 | transaction vote-recorded",
        "\"root\" : \"0x | \"root\" : \"0x0000 | merkle-path batch-root",
        "\"contract\" : \"0x | \"contract\" : \"0x0000 | contract-address",
      })
  void aChangedReceiptIsRefusedByTheChecksThatSeeTheChange(
      final String from, final String to, final String checks) throws Exception {
    final Cli verified = verify(json(receipts.get(2)).transform(text -> changed(text, from, to)));
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).contains("REFUSED");
    assertThat(
            verified
                .out()
                .lines()
                .filter(line -> line.startsWith("  failed"))
                .map(line -> line.strip().split("\\s+")[1])
                .toList())
        .containsExactlyInAnyOrder(checks.split(" "));
  }

  /** Digits that are put in front push as many out at the end, so that lengths stay. */
  private static String changed(final String json, final String from, final String to) {
    assertThat(json).contains(from);
    if (!to.endsWith("0x0000")) {
      return json.replace(from, to);
    }
    final int start = json.indexOf(from) + from.length();
    return json.substring(0, start) + "0000" + json.substring(start + 4);
  }

  @Test
  void aBlockNumberThatIsNotTheVotesIsRefused() throws Exception {
    final VoteReceipt receipt = receipts.get(2);
    final String number = "\"blockNumber\" : " + receipt.blockNumber();
    final Cli verified = verify(changed(json(receipt), number, "\"blockNumber\" : 1"));
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).contains("failed   block ", "failed   transaction ");
  }

  @Test
  void aFileThatIsNoReceiptIsRefusedWithoutAskingANode() throws Exception {
    final Cli verified =
        Cli.run(
            "verify-receipt",
            file(json(receipts.get(2)).replace("\"count\"", "\"number\"")).toString(),
            "--rpc=" + CLOSED_PORT);
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).contains("failed   receipt-form").doesNotContain("node");
  }

  @Test
  void theBallotOfTheReceiptIsKnownFromAnother() throws Exception {
    final Path own = Files.write(folder.resolve("own.json"), RecordedBatch.ballot(3));
    final Path other = Files.write(folder.resolve("other.json"), RecordedBatch.ballot(4));
    final Cli verified = verify(json(receipts.get(2)), "--ballot=" + own);
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out()).contains("ok       ballot-hash");
    final Cli refused = verify(json(receipts.get(2)), "--ballot=" + other);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).contains("failed   ballot-hash");
  }

  @Test
  void aNodeThatDoesNotAnswerLeavesTheReceiptUnsettled() throws Exception {
    final Cli verified = verify(json(receipts.get(0)), "--rpc=" + CLOSED_PORT);
    assertThat(verified.exitCode()).isEqualTo(3);
    assertThat(verified.out()).contains("unreachable", "a node could not be asked");
  }

  @Test
  void jsonTellsTheSameToPrograms() throws Exception {
    final Cli verified = verify(json(receipts.get(0)), "--rpc=" + CLOSED_PORT, "--json");
    final JsonNode report = new JsonMapper().readTree(verified.out());
    assertThat(report.path("reference").asString()).isEqualTo(receipts.get(0).reference().text());
    assertThat(report.path("ok").asBoolean()).isFalse();
    assertThat(report.path("nodes").get(0).path("ok").asBoolean()).isTrue();
    assertThat(report.path("nodes").get(0).path("checks")).hasSize(10);
    assertThat(report.path("nodes").get(1).path("unreachable").asString())
        .contains("cannot be reached");
  }

  @Test
  void manyReceiptsAreCheckedWithFewRequests() throws Exception {
    final List<VoteReceipt> many = election.record(300);
    final List<ReceiptReport> reports = new ReceiptVerifier(new Node(URI.create(rpc))).verify(many);
    assertThat(reports).hasSize(300).allMatch(ReceiptReport::ok);
  }

  @Test
  void deployingAgainChangesNothing() {
    final Cli again = Cli.run("deploy", "--rpc=" + rpc, "--admin-key-file=" + adminKey, "--json");
    assertThat(again.exitCode()).as(again.err()).isZero();
    final JsonNode outcome = new JsonMapper().readTree(again.out());
    assertThat(outcome.path("deployed")).isEmpty();
    assertThat(outcome.path("granted")).isEmpty();
    assertThat(outcome.path("voteRegistry").asString())
        .isEqualTo(DeterministicDeployment.VOTE_REGISTRY_ADDRESS);
    assertThat(outcome.path("chainId").asLong()).isEqualTo(1337);
  }

  @Test
  void onlyTheAdministratorGrantsRoles() throws Exception {
    final Path stranger = Files.writeString(folder.resolve("stranger.key"), "11".repeat(32));
    final Cli refused =
        Cli.run(
            "deploy",
            "--rpc=" + rpc,
            "--admin-key-file=" + stranger,
            "--grant-recorder=" + ACCOUNT);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("only the administrator").doesNotContain("11".repeat(32));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0x12", "not a key"})
  void aKeyFileWithoutAKeyIsAUsageErrorThatDoesNotShowIt(final String content) throws Exception {
    final Path key = Files.writeString(folder.resolve("bad.key"), content);
    final Cli refused = Cli.run("deploy", "--rpc=" + rpc, "--admin-key-file=" + key);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("does not hold a private key");
    if (!content.isEmpty()) {
      assertThat(refused.err()).doesNotContain(content);
    }
  }

  @Test
  void aChainThatCannotBeReachedOrAnAddressThatIsNoneEndsDeploying() {
    assertThat(Cli.run("deploy", "--rpc=" + CLOSED_PORT, "--admin-key-file=" + adminKey).exitCode())
        .isEqualTo(3);
    assertThat(
            Cli.run(
                    "deploy",
                    "--rpc=" + rpc,
                    "--admin-key-file=" + adminKey,
                    "--grant-recorder=0x12")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  void missingFilesAndArgumentsAreUsageErrors() {
    assertThat(Cli.run("verify-receipt", "nowhere.json", "--rpc=" + rpc).exitCode()).isEqualTo(2);
    assertThat(Cli.run("verify-receipt", "nowhere.json").exitCode()).isEqualTo(2);
    assertThat(Cli.run("no-such-command").exitCode()).isEqualTo(2);
  }

  @Test
  void helpShowsExamplesAndExitCodes() {
    assertThat(Cli.run("--help").out()).contains("Exit codes:", "the service cannot be reached");
    assertThat(Cli.run("verify-receipt", "--help").out()).contains("Examples:", "--ballot");
    assertThat(Cli.run("deploy", "--help").out()).contains("Examples:", "--grant-recorder");
  }
}
