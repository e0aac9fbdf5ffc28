package org.voteregistry.network;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The few JSON-RPC calls that a launcher needs, over HTTP, one at a time. */
final class JsonRpc {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final URI url;
  private final AtomicLong id = new AtomicLong();

  JsonRpc(final URI url) {
    this.url = url;
  }

  /**
   * Calls a method and returns its result.
   *
   * @throws JsonRpcException when the node does not answer in five seconds, or answers with an
   *     error
   */
  JsonNode call(final String method, final Object... params) throws JsonRpcException {
    final String body =
        Json.MAPPER.writeValueAsString(
            Map.of(
                "jsonrpc",
                "2.0",
                "id",
                id.incrementAndGet(),
                "method",
                method,
                "params",
                List.of(params)));
    final HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    final JsonNode answer;
    try {
      answer =
          Json.MAPPER.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (final IOException | JacksonException e) {
      throw new JsonRpcException(method + " at " + url + ": " + e, e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JsonRpcException(method + " at " + url + " was interrupted", e);
    }
    if (!answer.has("result")) {
      throw new JsonRpcException(method + " at " + url + " answered " + answer.path("error"));
    }
    return answer.get("result");
  }

  /** The number of the node's latest block. */
  long blockNumber() throws JsonRpcException {
    return Long.decode(call("eth_blockNumber").asString());
  }

  /** The hash of the block with this number as the node has it; empty text where it has none. */
  String blockHash(final long number) throws JsonRpcException {
    return call("eth_getBlockByNumber", "0x" + Long.toHexString(number), false)
        .path("hash")
        .asString("");
  }
}
