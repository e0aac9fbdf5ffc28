package org.voteregistry.backend.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.backend.chain.ChainException.NodeRefused;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.network.BesuInstallation;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;
import org.voteregistry.proofs.VoteHash;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

/** A real validator that has the plugin. */
class VoteIndexOnBesuIT {
  private static final Path PLUGIN =
      Path.of("..", "besu-plugin", "target", "plugins", "vote-registry-besu-plugin.jar");
  private static final VoteRegistryContract CONTRACT = new VoteRegistryContract();

  @TempDir private static Path folder;
  private static ChainNetwork network;
  private static ChainNode node;
  private static ChainOperator admin;
  private static long nextSerial;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PluginVoteIndex plugin = new PluginVoteIndex(CONTRACT);
  private final EventLogVoteIndex logs = new EventLogVoteIndex(CONTRACT);
  private final VoteIndex index = new FallbackVoteIndex(plugin, logs, meters);

  @BeforeAll
  static void start() throws Exception {
    assumeThat(BesuInstallation.find())
        .as("Skipped: no Besu here (BESU_HOME, PATH, /opt/besu), so no plugin was asked")
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
    final URI url = network.rpcUrls().getFirst();
    node = ChainNodes.at(url, Duration.ofSeconds(20));
    final Web3j web3j = Web3j.build(new HttpService(url.toString()));
    DeterministicDeployment.deploy(
        web3j, Credentials.create(network.adminPrivateKey()), network.descriptor().chainId());
    web3j.shutdown();
    admin = new ChainOperator(url, network.adminPrivateKey());
    admin.grant("ELECTION_ADMIN_ROLE", admin.address());
    admin.grantRecorder(admin.address());
    admin.createElection(10_000);
    // more than one page, in batches of mixed size
    for (final int size : new int[] {1, 200, 3, 400, 396, 200, 7}) {
      admin.record(
          1,
          nextSerial,
          IntStream.range(0, size).mapToObj(i -> ballot(nextSerial + i)).toList(),
          IntStream.range(0, size).map(i -> (int) nextSerial + i).toArray());
      nextSerial += size;
    }
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      network.close();
    }
  }

  private static VoteHash ballot(final long serial) {
    return VoteHash.ofBallot(("ballot " + serial).getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitIndex() throws InterruptedException {
    final long block = Quantity.toLong(node.call("eth_blockNumber"));
    final Instant end = Instant.now().plusSeconds(30);
    while (node.call("votes_listVotes", 1, 0, 1).path("indexedBlock").asLong() < block) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  @Test
  void thePluginGivesTheSameBoardAsTheEventLogs() throws Exception {
    awaitIndex();
    for (final long from : List.of(0L, 1L, 100L, 604L, nextSerial - 7, nextSerial - 1)) {
      final RecordedBoard fromPlugin = plugin.board(node, 1, from, 0);
      final RecordedBoard fromLogs = logs.board(node, 1, from, 0);
      assertThat(fromPlugin.votes()).isEqualTo(fromLogs.votes()).hasSize((int) (nextSerial - from));
      assertThat(fromPlugin.batches()).usingRecursiveComparison().isEqualTo(fromLogs.batches());
    }
  }

  @Test
  void thePluginIsAskedWhereItAnswers() throws Exception {
    awaitIndex();
    assertThat(index.board(node, 1, 0, 0).votes()).hasSize((int) nextSerial);
    assertThat(meters.counter("voteregistry.chain.index.reads", "source", "plugin").count())
        .isEqualTo(1);
  }

  @Test
  void thePluginTellsTheSameOfAnElectionAsTheEventLogs() throws Exception {
    awaitIndex();
    final IndexedElection open = index.election(node, 1, 0, 1);
    assertThat(open.source()).isEqualTo(IndexedElection.Source.PLUGIN);
    assertThat(open.votes()).isEqualTo(nextSerial);
    assertThat(open.batches()).isEqualTo(7);
    assertThat(open.turnout().stream().mapToLong(IndexedElection.Hour::votes).sum())
        .isEqualTo(nextSerial);
    assertThat(open.closed()).isEmpty();
    assertSameFromLogs(open);

    admin.close(1, nextSerial, HexFormat.of().parseHex(open.boardHash()));
    awaitIndex();
    final IndexedElection closed = index.election(node, 1, 0, open.blockNumber());
    assertThat(closed.closed().orElseThrow().boardHash()).isEqualTo(open.boardHash());
    assertThat(closed.result()).isEmpty();
    assertSameFromLogs(closed);

    admin.publish(1, ballot(0).toBytes(), List.of(1200L, 7L, 0L));
    awaitIndex();
    final IndexedElection published = index.election(node, 1, 0, closed.blockNumber());
    assertThat(published.result().orElseThrow().counts()).containsExactly(1200L, 7L, 0L);
    assertThat(published.result().orElseThrow().resultHash()).isEqualTo(ballot(0).toString());
    assertSameFromLogs(published);
    assertThat(meters.counter("voteregistry.chain.index.reads", "source", "plugin").count())
        .isEqualTo(3);
    assertThat(meters.counter("voteregistry.chain.index.reads", "source", "contradiction").count())
        .isZero();
  }

  /** Read on from where it was read before, and from the start. */
  private void assertSameFromLogs(final IndexedElection fromPlugin) {
    for (final EventLogVoteIndex reader : List.of(logs, new EventLogVoteIndex(CONTRACT))) {
      assertThat(reader.election(node, 1, 0, fromPlugin.blockNumber()))
          .usingRecursiveComparison()
          .ignoringFields("source", "blockNumber")
          .isEqualTo(fromPlugin);
    }
  }

  @Test
  void anElectionThatTheNodeDoesNotKnowIsLookedForInTheLogs() {
    assertThatThrownBy(() -> plugin.board(node, 2, 0, 0)).isInstanceOf(NodeRefused.class);
    assertThat(index.board(node, 2, 0, 0).votes()).isEmpty();
    assertThat(meters.counter("voteregistry.chain.index.reads", "source", "logs").count())
        .isEqualTo(1);
    assertThatThrownBy(() -> index.election(node, 2, 0, 1))
        .isInstanceOf(NodeRefused.class)
        .hasMessageContaining("eth_call");
  }
}
