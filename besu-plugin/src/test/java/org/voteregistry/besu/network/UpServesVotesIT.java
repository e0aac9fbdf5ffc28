package org.voteregistry.besu.network;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static String page(final String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
