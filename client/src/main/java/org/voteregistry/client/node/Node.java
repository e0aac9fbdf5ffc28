package org.voteregistry.client.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's JSON-RPC over HTTP, many calls in one request. */
public final class Node {
  /** Besu takes 1,024 calls a request; other nodes fewer. */
  private static final int CALLS_PER_REQUEST = 250;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** The node at an address; nothing is sent yet. */
  public Node(final URI address) {
    this.address = address;
  }

  /** Where it answers. */
  public URI address() {
    return address;
  }

  /**
   * Makes one call.
   *
   * @throws NodeUnreachable when the node does not answer it
   */
  public NodeAnswer call(final String method, final Object... parameters) throws NodeUnreachable {
    final NodeCall call = NodeCall.of(method, parameters);
    return all(List.of(call)).get(call);
  }

  /**
   * Makes each call once and gives its answer.
   *
   * @throws NodeUnreachable when the node does not answer all of them
   */
  public Map<NodeCall, NodeAnswer> all(final Collection<NodeCall> calls) throws NodeUnreachable {
    final List<NodeCall> once = List.copyOf(new LinkedHashSet<>(calls));
    final Map<NodeCall, NodeAnswer> answers = new HashMap<>();
    for (int from = 0; from < once.size(); from += CALLS_PER_REQUEST) {
      request(once.subList(from, Math.min(once.size(), from + CALLS_PER_REQUEST)), answers);
    }
    return answers;
  }

  private void request(final List<NodeCall> calls, final Map<NodeCall, NodeAnswer> answers)
      throws NodeUnreachable {
    final List<Map<String, Object>> body = new ArrayList<>();
    for (int id = 0; id < calls.size(); id++) {
      final Map<String, Object> call = new LinkedHashMap<>();
      call.put("jsonrpc", "2.0");
      call.put("id", id);
      call.put("method", calls.get(id).method());
      call.put("params", calls.get(id).parameters());
      body.add(call);
    }
    final JsonNode response = send(JSON.writeValueAsBytes(body));
    for (final JsonNode answer : response) {
      final int id = answer.path("id").asInt(-1);
      if (id >= 0 && id < calls.size()) {
        answers.put(calls.get(id), read(answer));
      }
    }
    for (final NodeCall call : calls) {
      if (!answers.containsKey(call)) {
        throw new NodeUnreachable(address, "it left %s unanswered".formatted(call.method()));
      }
    }
  }

  private static NodeAnswer read(final JsonNode answer) {
    final JsonNode error = answer.path("error");
    return new NodeAnswer(
        answer.path("result"),
        error.isObject() ? error.path("message").asString("an error without a message") : null);
  }

  private JsonNode send(final byte[] body) throws NodeUnreachable {
    final HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      final HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new NodeUnreachable(address, "HTTP status " + response.statusCode());
      }
      return JSON.readTree(response.body());
    } catch (final JacksonException e) {
      throw new NodeUnreachable(address, "its answer is not JSON");
    } catch (final IOException e) {
      final String reason = e.getMessage() == null ? "no connection" : e.getMessage();
      throw new NodeUnreachable(address, reason);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeUnreachable(address, "interrupted");
    }
  }
}
