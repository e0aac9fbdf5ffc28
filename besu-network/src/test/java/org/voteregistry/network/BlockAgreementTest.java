package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes here are HTTP servers that answer as they are told. */
class BlockAgreementTest {
  private static final Duration SHORT = Duration.ofMillis(1_500);

  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void end() {
    servers.forEach(server -> server.stop(0));
  }

  /**
   * A node whose height grows by {@code step} with every question, on the branch with this name.
   */
  private BlockAgreement.Peer node(final String name, final int step, final String branch)
      throws IOException {
    final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    final AtomicLong height = new AtomicLong(10);
    server.createContext(
        "/",
        exchange -> {
          final String asked =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          final String result =
              !asked.contains("eth_getBlockByNumber")
                  ? "\"0x" + Long.toHexString(height.addAndGet(step)) + "\""
                  : "{\"hash\":\"" + branch + "\"}";
          final byte[] answer =
              ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return new BlockAgreement.Peer(
        name, new JsonRpc(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
  }

  private static void await(final BlockAgreement.Peer... peers) {
    new BlockAgreement(List.of(peers), () -> {}).await(SHORT);
  }

  @Test
  void isReachedWhenAllRiseOnOneBranch() throws Exception {
    new BlockAgreement(List.of(node("a", 1, "0x1"), node("b", 2, "0x1")), () -> {})
        .await(Duration.ofSeconds(30));
  }

  @Test
  void isNotReachedWhenOneStandsStill() throws Exception {
    final BlockAgreement.Peer rising = node("a", 1, "0x1");
    final BlockAgreement.Peer still = node("b", 0, "0x1");
    assertThatThrownBy(() -> await(rising, still))
        .isInstanceOf(ChainStalledException.class)
        .hasMessageContaining("b is at block 10");
  }

  @Test
  void isNotReachedOnDifferentBranches() throws Exception {
    final BlockAgreement.Peer one = node("a", 1, "0x1");
    final BlockAgreement.Peer other = node("b", 1, "0x2");
    assertThatThrownBy(() -> await(one, other)).isInstanceOf(ChainStalledException.class);
  }

  @Test
  void saysWhichNodeDoesNotAnswer() throws Exception {
    final BlockAgreement.Peer silent =
        new BlockAgreement.Peer("c", new JsonRpc(URI.create("http://127.0.0.1:1")));
    final BlockAgreement.Peer rising = node("a", 1, "0x1");
    assertThatThrownBy(() -> await(rising, silent)).hasMessageContaining("c does not answer");
  }

  @Test
  void endsAtOnceWhenANodeEnded() throws Exception {
    final BlockAgreement.Peer still = node("a", 0, "0x1");
    final NodeFailedException ended = new NodeFailedException("a ended");
    assertThatThrownBy(
            () ->
                new BlockAgreement(
                        List.of(still),
                        () -> {
                          throw ended;
                        })
                    .await(SHORT))
        .isSameAs(ended);
  }

  @Test
  void aNodesHealthIsItsHeightAndItsPeers() throws Exception {
    node("a", 1, "0x1");
    final URI url = URI.create("http://127.0.0.1:" + servers.getFirst().getAddress().getPort());
    assertThat(NodeHealth.ask(url).orElseThrow().block()).isEqualTo(11);
    assertThat(NodeHealth.ask(URI.create("http://127.0.0.1:1"))).isEmpty();
  }
}
