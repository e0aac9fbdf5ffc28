package org.voteregistry.backend.chain;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that answers each method with what a test put down for it, right or wrong. */
final class ScriptedNode implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** JSON by method; a method that is not here is unknown to the node. */
  final Map<String, String> results = new ConcurrentHashMap<>();

  /** Every request, the oldest first. */
  final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  private final HttpServer server;

  ScriptedNode() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          final JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
          final String text =
              request.isArray()
                  ? request
                      .valueStream()
                      .map(this::answer)
                      .collect(Collectors.joining(",", "[", "]"))
                  : answer(request);
          final byte[] answer = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  private String answer(final JsonNode request) {
    requests.add(request);
    final String result = results.get(request.get("method").asString());
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}"
        .formatted(
            request.get("id"),
            result == null
                ? "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}"
                : "\"result\":" + result);
  }

  ChainNode node() {
    return ChainNodes.at(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(5));
  }

  /** An open election as the contract counts it. */
  void contractCounts(final int votes, final int batches) {
    contractSays(votes, batches, false, word(0), word(0));
  }

  /** The election as the contract says it stands: static words of the struct, in hexadecimal. */
  void contractSays(
      final int votes,
      final int batches,
      final boolean closed,
      final String boardHash,
      final String resultHash) {
    results.put(
        "eth_call",
        "\"0x"
            + word(1)
            + word(1)
            + boardHash
            + resultHash
            + word(100)
            + word(votes)
            + word(batches)
            + word(0)
            + word(0)
            + word(0)
            + word(closed ? 1 : 0)
            + "\"");
  }

  static String word(final long number) {
    return "%064x".formatted(number);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
