package org.voteregistry.besu.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts/up starts, as a process of its own; one validator is enough here. */
class UpServesVotesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String HEALTH_CHECKS =
      "org/hyperledger/besu/plugin/services/HealthCheckService.class";
  private static final Pattern RPC = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir private Path folder;
  private Process up;
  private Path said;

  @BeforeEach
  void assumeBesu() {
    VotesNetwork.assumeBesu();
  }

  @AfterEach
  void stop() throws Exception {
    if (up != null) {
      up.destroy();
      assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private URI up(final String... more) throws Exception {
    said = folder.resolve("said");
    final List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.voteregistry.network.system.Launcher",
                "up",
                "--no-backend",
                "--chain=besu",
                "--validators=1",
                "--rpc-port=0",
                "--p2p-port=0",
                "--node-heap=256m",
                "--data=" + folder.resolve("data")));
    command.addAll(List.of(more));
    up =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    final long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(said).contains("Ready.")) {
      assertThat(up.isAlive()).as(Files.readString(said)).isTrue();
      assertThat(System.nanoTime()).as(Files.readString(said)).isLessThan(deadline);
      Thread.sleep(200);
    }
    final Matcher url = RPC.matcher(Files.readString(said));
    assertThat(url.find()).as(Files.readString(said)).isTrue();
    return URI.create(url.group());
  }

  @Test
  void everyNodeAnswersForTheVotesAndItsMetricsTellOfThem() throws Exception {
    final int metrics;
    try (ServerSocket free = new ServerSocket(0)) {
      metrics = free.getLocalPort();
    }
    final NodeRpc rpc =
        new NodeRpc(up("--votes-plugin=" + VotesNetwork.JAR, "--metrics-port=" + metrics));
    assertThat(rpc.call("votes_status").get("contract").asString())
        .isEqualToIgnoringCase(Registry.ADDRESS);
    assertThat(rpc.call("votes_listElections").isEmpty()).isTrue();
    assertThat(page("http://127.0.0.1:" + metrics + "/metrics"))
        .contains("votes_indexed_block")
        .contains("votes_lag_blocks")
        .contains("votes_errors_total");
  }

  @Test
  void aNodeWithoutThePluginStartsAllTheSame() throws Exception {
    final NodeRpc rpc = new NodeRpc(up("--votes-plugin=" + folder.resolve("not-built.jar")));
    assertThat(rpc.call("eth_blockNumber").asString()).startsWith("0x");
    assertThat(Files.readString(said)).contains("No votes index").contains("not-built.jar");
  }

  @Test
  void readinessAsksTheIndexOnlyWhereTheRequestDoes() throws Exception {
    assumeTrue(
        VotesNetwork.besuHas(HEALTH_CHECKS), "this Besu lets no plugin add to its readiness");
    final Path fault = folder.resolve("fault");
    final URI node =
        up(
            "--votes-plugin=" + VotesNetwork.JAR,
            "--node-argument=--Xplugin-votes-fault=file:" + fault);
    awaitReadiness(node, "minPeers=0&votesMaxLag=2", 200);
    // The node's own judgement counts as before: a single validator has no peers.
    assertThat(readiness(node, "")).isEqualTo(503);
    assertThat(readiness(node, "votesMaxLag=2")).isEqualTo(503);
    assertThat(readiness(node, "minPeers=0&votesMaxLag=few")).isEqualTo(503);

    Files.writeString(fault, "slow:8000");
    awaitReadiness(node, "minPeers=0&votesMaxLag=2", 503);
    assertThat(readiness(node, "minPeers=0&votesMaxLag=1000")).isEqualTo(200);
    assertThat(readiness(node, "minPeers=0")).isEqualTo(200);

    Files.writeString(fault, "fail");
    awaitReadiness(node, "minPeers=0&votesMaxLag=1000", 503);
    assertThat(readiness(node, "minPeers=0")).isEqualTo(200);

    Files.writeString(fault, "none");
    awaitReadiness(node, "minPeers=0&votesMaxLag=2", 200);
  }

  @Test
  void aNodeWithoutHealthChecksSaysSoAndAnswersAsBefore() throws Exception {
    assumeFalse(VotesNetwork.besuHas(HEALTH_CHECKS), "this Besu lets plugins add to its readiness");
    final URI node =
        up("--votes-plugin=" + VotesNetwork.JAR, "--node-argument=--Xplugin-votes-fault=fail");
    assertThat(readiness(node, "")).isEqualTo(503);
    assertThat(readiness(node, "minPeers=0&votesMaxLag=0")).isEqualTo(200);
    assertThat(Files.readString(folder.resolve("data/network/node-1/node.log")))
        .contains("this version of Besu has no readiness to add to");
  }

  private static void awaitReadiness(final URI node, final String query, final int status)
      throws Exception {
    final long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (readiness(node, query) != status) {
      assertThat(System.nanoTime())
          .as("%s does not become %d: %s", query, status, readinessPage(node, query).body())
          .isLessThan(deadline);
      Thread.sleep(200);
    }
  }

  private static int readiness(final URI node, final String query) throws Exception {
    return readinessPage(node, query).statusCode();
  }

  private static HttpResponse<String> readinessPage(final URI node, final String query)
      throws Exception {
    return get(node + "/readiness?" + query);
  }

  private static String page(final String url) throws Exception {
    return get(url).body();
  }

  private static HttpResponse<String> get(final String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
