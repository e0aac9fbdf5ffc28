package org.voteregistry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.network.BesuInstallation;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;
import org.voteregistry.proofs.VoteReceipt;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The votes commands on a real validator that has the index. */
class VotesIT {
  private static final Path PLUGIN =
      Path.of("..", "besu-plugin", "target", "plugins", "vote-registry-besu-plugin.jar");

  @TempDir private static Path folder;
  private static ChainNetwork network;
  private static String rpc;
  private static List<VoteReceipt> receipts;

  @BeforeAll
  static void recordVotes() throws Exception {
    assumeThat(BesuInstallation.find())
        .as("Skipped: no Besu here (BESU_HOME, PATH, /opt/besu), so no votes index was asked")
        .isPresent();
    assertThat(PLUGIN).as("the plugin: run mvn verify for module besu-plugin first").exists();
    network =
        ChainNetwork.start(
            NetworkOptions.in(folder.resolve("network"))
                .kind(ChainKind.BESU)
                .validators(1)
                .freePorts()
                .heap("256m")
                .votesPlugin(PLUGIN)
                .build());
    rpc = network.rpcUrls().getFirst().toString();
    final Credentials admin = Credentials.create(network.adminPrivateKey());
    final Web3j web3j = Web3j.build(new HttpService(rpc));
    DeterministicDeployment.deploy(web3j, admin, network.descriptor().chainId());
    final Path key =
        java.nio.file.Files.writeString(folder.resolve("admin.key"), network.adminPrivateKey());
    assertThat(
            Cli.run(
                    "deploy",
                    "--rpc=" + rpc,
                    "--admin-key-file=" + key,
                    "--grant-recorder=" + admin.getAddress(),
                    "--grant-election-admin=" + admin.getAddress())
                .exitCode())
        .isZero();
    final RecordedBatch election = RecordedBatch.inNewElection(web3j, admin);
    election.record(3);
    receipts = election.record(5);
    for (int i = 0;
        i < 100 && Cli.run("votes", "show", last(), "--rpc=" + rpc).exitCode() != 0;
        i++) {
      Thread.sleep(100);
    }
  }

  @AfterAll
  static void end() {
    if (network != null) {
      network.close();
    }
  }

  private static String last() {
    return receipts.getLast().reference().text();
  }

  @Test
  void listsTheBoardPageByPage() {
    final Cli all = Cli.run("votes", "list", "--election=1", "--rpc=" + rpc);
    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(all.out()).contains("election 1: 8 votes", last()).doesNotContain("more:");
    final Cli some =
        Cli.run("votes", "list", "--election=1", "--from=2", "--limit=3", "--rpc=" + rpc);
    assertThat(some.out()).contains("more: --from 5");
    final JsonNode json =
        new JsonMapper()
            .readTree(
                Cli.run("votes", "list", "--election=1", "--from=3", "--json", "--rpc=" + rpc)
                    .out());
    assertThat(json.valueStream().map(vote -> vote.get("voteHash").asString()))
        .containsExactlyElementsOf(
            receipts.stream().map(receipt -> "0x" + receipt.voteHash()).toList());
  }

  @Test
  void provesEachVoteByReferenceAndByHash() {
    for (final VoteReceipt receipt : receipts) {
      for (final String name : List.of(receipt.reference().text(), receipt.voteHash())) {
        final Cli proof = Cli.run("votes", "proof", name, "--rpc=" + rpc);
        assertThat(proof.exitCode()).as(proof.out() + proof.err()).isZero();
        assertThat(proof.out())
            .contains(receipt.root(), "ok       merkle-path", "ok       verify-vote");
      }
    }
  }

  @Test
  void tellsWhatTheIndexDoesNotKnow() {
    final Cli show = Cli.run("votes", "show", "VR-0000000000000000", "--rpc=" + rpc);
    assertThat(show.exitCode()).isEqualTo(1);
    assertThat(show.err()).contains("VR-0000000000000000 is recorded", "indexed blocks up to");
    assertThat(Cli.run("votes", "list", "--election=9", "--rpc=" + rpc).err())
        .contains("there is no election 9");
  }
}
