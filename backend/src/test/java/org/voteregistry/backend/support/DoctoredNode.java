package org.voteregistry.backend.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands before a node: answers some methods itself, right or wrong, or stays silent. */
public final class DoctoredNode implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** JSON results by method. */
  public final Map<String, String> results = new ConcurrentHashMap<>();

  /** Whether every request ends without an answer. */
  public volatile boolean silent;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI node;
  private final HttpServer server;

  public DoctoredNode(final URI node) throws IOException {
    this.node = node;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(final HttpExchange exchange) throws IOException {
    final byte[] body = exchange.getRequestBody().readAllBytes();
    if (silent) {
      exchange.close();
      return;
    }
    final byte[] answer = results.isEmpty() ? forward(body) : doctored(JSON.readTree(body));
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] doctored(final JsonNode request) {
    final String answer =
        request.isArray()
            ? request.valueStream().map(this::one).collect(Collectors.joining(",", "[", "]"))
            : one(request);
    return answer.getBytes(StandardCharsets.UTF_8);
  }

  private String one(final JsonNode request) {
    final String result = results.get(request.get("method").asString());
    return result == null
        ? new String(forward(JSON.writeValueAsBytes(request)), StandardCharsets.UTF_8)
        : "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(request.get("id"), result);
  }

  private byte[] forward(final byte[] body) {
    try {
      return http.send(
              HttpRequest.newBuilder(node)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofByteArray())
          .body();
    } catch (final IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
