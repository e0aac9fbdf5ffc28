package org.voteregistry.backend.chain;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that answers what a {@link ValidatorPool} asks for. */
public final class StubNode {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final HttpServer server;
  private final long block;
  private final long chainId;
  volatile boolean syncing;
  volatile boolean reversed;

  StubNode(final long block) throws IOException {
    this(block, 1337);
  }

  /** At this block of this chain. */
  public StubNode(final long block, final long chainId) throws IOException {
    this.block = block;
    this.chainId = chainId;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          final JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
          final List<String> answers = new ArrayList<>();
          if (request.isArray()) {
            request.forEach(one -> answers.add(answer(one)));
          } else {
            answers.add(answer(request));
          }
          final List<String> ordered = reversed ? answers.reversed() : answers;
          final byte[] body =
              (request.isArray() ? "[" + String.join(",", ordered) + "]" : ordered.getFirst())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private String answer(final JsonNode request) {
    final String id = "{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + ",";
    return id
        + switch (request.path("method").asString()) {
          case "eth_chainId" -> "\"result\":\"0x" + Long.toHexString(chainId) + "\"}";
          case "eth_blockNumber" -> "\"result\":\"0x" + Long.toHexString(block) + "\"}";
          case "eth_syncing" -> "\"result\":" + syncing + "}";
          case "net_peerCount" -> "\"result\":\"0x2\"}";
          case "eth_getBlockByNumber" -> "\"result\":{\"hash\":\"0xgenesis\"}}";
          default -> "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}";
        };
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void stop() {
    server.stop(0);
  }
}
