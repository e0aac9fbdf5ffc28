package org.voteregistry.backend.chain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voteregistry.backend.chain.ChainException.NodeRefused;
import org.voteregistry.backend.chain.ChainException.NodeUnreachable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC 2.0 over HTTP to one node, single and batched. */
public final class ChainNode {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int OK = 200;

  /** Besu takes 1,024 calls a request by default. */
  private static final int CALLS_PER_REQUEST = 500;

  private final URI uri;
  private final HttpClient http;
  private final Duration timeout;

  ChainNode(final URI uri, final HttpClient http, final Duration timeout) {
    this.uri = uri;
    this.http = http;
    this.timeout = timeout;
  }

  /** Where it listens. */
  public URI uri() {
    return uri;
  }

  /** Host and port: what logs and histories name it by; never user information of the address. */
  public String name() {
    return uri.getHost() + ":" + uri.getPort();
  }

  /**
   * The result of one request.
   *
   * @throws NodeUnreachable when no answer came
   * @throws NodeRefused when the answer is an error
   */
  public JsonNode call(final String method, final Object... params) {
    return result(method, batch(List.of(RpcRequest.of(method, params))).getFirst());
  }

  /**
   * The results of any number of requests in the order of these, by as many HTTP exchanges as the
   * node's limit asks for.
   *
   * @throws NodeUnreachable when an answer is missing
   * @throws NodeRefused when an answer is an error
   */
  public List<JsonNode> results(final List<RpcRequest> requests) {
    final List<JsonNode> results = new ArrayList<>(requests.size());
    for (int from = 0; from < requests.size(); from += CALLS_PER_REQUEST) {
      final List<RpcRequest> some =
          requests.subList(from, Math.min(requests.size(), from + CALLS_PER_REQUEST));
      final List<RpcAnswer> answers = batch(some);
      for (int i = 0; i < some.size(); i++) {
        results.add(result(some.get(i).method(), answers.get(i)));
      }
    }
    return results;
  }

  /** The result in an answer, or the error as an exception. */
  public JsonNode result(final String method, final RpcAnswer answer) {
    return switch (answer) {
      case RpcAnswer.Result result -> result.value();
      case RpcAnswer.Refusal refusal -> throw new NodeRefused(name(), method, refusal);
    };
  }

  /**
   * The answers to several requests in the order of these, by one HTTP exchange.
   *
   * @throws NodeUnreachable when no complete answer came; the node may have acted on any of them
   */
  public List<RpcAnswer> batch(final List<RpcRequest> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    final List<Map<String, Object>> body = new ArrayList<>(requests.size());
    for (int id = 0; id < requests.size(); id++) {
      final Map<String, Object> request = new LinkedHashMap<>();
      request.put("jsonrpc", "2.0");
      request.put("id", id);
      request.put("method", requests.get(id).method());
      request.put("params", requests.get(id).params());
      body.add(request);
    }
    final JsonNode answer =
        exchange(JSON.writeValueAsBytes(body.size() == 1 ? body.getFirst() : body));
    final RpcAnswer[] answers = new RpcAnswer[requests.size()];
    if (answer.isArray()) {
      answer.forEach(one -> place(one, answers));
    } else {
      place(answer, answers);
    }
    for (final RpcAnswer one : answers) {
      if (one == null) {
        throw new NodeUnreachable(name(), "it left requests of a batch without an answer", null);
      }
    }
    return List.of(answers);
  }

  private void place(final JsonNode answer, final RpcAnswer[] answers) {
    final int id = answer.path("id").asInt(-1);
    if (id < 0 || id >= answers.length) {
      throw new NodeUnreachable(
          name(), "an answer without the request's id: " + shortened(answer.toString()), null);
    }
    final JsonNode error = answer.path("error");
    if (error.isObject()) {
      final JsonNode data = error.path("data");
      answers[id] =
          new RpcAnswer.Refusal(
              error.path("code").asInt(0),
              error.path("message").asString("without a message"),
              data.isString() ? data.asString() : data.path("data").asString(""));
    } else {
      answers[id] = new RpcAnswer.Result(answer.path("result"));
    }
  }

  private JsonNode exchange(final byte[] body) {
    final HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      final HttpResponse<byte[]> response =
          http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != OK && response.body().length == 0) {
        throw new NodeUnreachable(name(), "HTTP status " + response.statusCode(), null);
      }
      return JSON.readTree(response.body());
    } catch (final IOException e) {
      throw new NodeUnreachable(name(), String.valueOf(e.getMessage()), e);
    } catch (final JacksonException e) {
      throw new NodeUnreachable(name(), "an answer that is not JSON", e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeUnreachable(name(), "interrupted while waiting", e);
    }
  }

  private static String shortened(final String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  @Override
  public String toString() {
    return name();
  }
}
