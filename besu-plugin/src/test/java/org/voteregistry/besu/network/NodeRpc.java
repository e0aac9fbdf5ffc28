package org.voteregistry.besu.network;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's JSON-RPC over HTTP. */
public final class NodeRpc {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;

  public NodeRpc(final URI url) {
    this.url = url;
  }

  /** The node answered with an error. */
  public static final class RpcError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    RpcError(final JsonNode error) {
      super(error.toString());
      code = error.get("code").intValue();
    }

    public int code() {
      return code;
    }
  }

  /** One call: its method and parameters. */
  public record Call(String method, List<Object> parameters) {
    public static Call of(final String method, final Object... parameters) {
      return new Call(method, List.of(parameters));
    }
  }

  public JsonNode call(final String method, final Object... parameters) throws IOException {
    return result(post(body(0, Call.of(method, parameters))));
  }

  /** Many calls in requests of at most 500 calls; results in their order. */
  public List<JsonNode> callAll(final List<Call> calls) throws IOException {
    final List<JsonNode> results = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += 500) {
      final List<Map<String, Object>> bodies = new ArrayList<>();
      for (final Call call : calls.subList(from, Math.min(calls.size(), from + 500))) {
        bodies.add(body(bodies.size(), call));
      }
      final JsonNode[] ordered = new JsonNode[bodies.size()];
      post(bodies).forEach(answer -> ordered[answer.get("id").intValue()] = result(answer));
      results.addAll(List.of(ordered));
    }
    return results;
  }

  private static JsonNode result(final JsonNode answer) {
    if (answer.has("error")) {
      throw new RpcError(answer.get("error"));
    }
    return answer.get("result");
  }

  private static Map<String, Object> body(final int id, final Call call) {
    return Map.of("jsonrpc", "2.0", "id", id, "method", call.method(), "params", call.parameters());
  }

  private JsonNode post(final Object body) throws IOException {
    final HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
