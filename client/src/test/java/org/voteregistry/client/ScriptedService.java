package org.voteregistry.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.voteregistry.proofs.VoteHash;

/**
 * A service that answers as it is told: what breaks between a voter and the real one cannot be
 * ordered there. Without a script it accepts every ballot.
 */
final class ScriptedService implements AutoCloseable {
  /** What is done with a request instead of the usual. */
  interface Step {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Map<String, byte[]> documents = new HashMap<>();
  private final List<byte[]> ballots = new ArrayList<>();
  private final Deque<Step> submissions = new ConcurrentLinkedDeque<>();
  private final Deque<Step> receipts = new ConcurrentLinkedDeque<>();

  ScriptedService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void serve(final String path, final byte[] document) {
    documents.put(path, document);
  }

  /** What is done with the next ballot. */
  void onSubmission(final Step step) {
    submissions.add(step);
  }

  /** What is done when a receipt is asked for next. */
  void onReceipt(final Step step) {
    receipts.add(step);
  }

  /** Every ballot that arrived, whatever was answered. */
  List<byte[]> ballots() {
    return ballots;
  }

  private void handle(final HttpExchange exchange) throws IOException {
    final String path = exchange.getRequestURI().getPath();
    if (path.equals("/api/votes/submit")) {
      ballots.add(exchange.getRequestBody().readAllBytes());
      step(submissions.poll(), exchange, accept());
    } else if (path.startsWith("/api/votes/receipt/")) {
      step(receipts.poll(), exchange, problem(409, "vote-not-recorded", "wait"));
    } else if (documents.containsKey(path)) {
      respond(200, new String(documents.get(path), UTF_8)).answer(exchange);
    } else {
      problem(404, "election-unknown", "no election here").answer(exchange);
    }
    exchange.close();
  }

  private static void step(final Step scripted, final HttpExchange exchange, final Step usual)
      throws IOException {
    (scripted == null ? usual : scripted).answer(exchange);
  }

  /** Confirms the ballot that arrived last. */
  Step accept() {
    return exchange -> {
      final VoteHash hash = VoteHash.ofBallot(ballots.getLast());
      respond(
              202,
              "{\"reference\":\"%s\",\"voteHash\":\"%s\",\"status\":\"accepted\"}"
                  .formatted(hash.reference().text(), hash))
          .answer(exchange);
    };
  }

  static Step respond(final int status, final String body) {
    return exchange -> {
      final byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Retry-After", "1");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  static Step problem(final int status, final String type, final String detail) {
    return respond(
        status,
        "{\"type\":\"urn:vote-registry:problem:%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(type, status, detail));
  }

  /** The connection breaks before an answer. */
  static Step breaks() {
    return HttpExchange::close;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
