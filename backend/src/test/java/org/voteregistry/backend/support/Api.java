package org.voteregistry.backend.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Speaks to a running backend as administrator, voter and public. */
public final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI root;
  private final String adminToken;

  private Api(final URI root, final String adminToken) {
    this.root = root;
    this.adminToken = adminToken;
  }

  public static Api of(final int port, final Path dataFolder) {
    try {
      return new Api(
          URI.create("http://127.0.0.1:" + port),
          Files.readString(dataFolder.resolve("secrets/admin-token")).strip());
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer get(final String path) {
    return send(request(path).GET());
  }

  public Answer post(final String path, final String json) {
    return send(request(path).POST(json(json)).header("Content-Type", "application/json"));
  }

  public Answer adminPost(final String path, final String json) {
    return send(asAdmin(request(path)).POST(json(json)).header("Content-Type", "application/json"));
  }

  public Answer adminPost(final String path) {
    return send(asAdmin(request(path)).POST(BodyPublishers.noBody()));
  }

  public Answer adminPut(final String path, final String json) {
    return send(asAdmin(request(path)).PUT(json(json)).header("Content-Type", "application/json"));
  }

  public HttpRequest.Builder request(final String path) {
    return HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
  }

  public HttpRequest.Builder asAdmin(final HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + adminToken);
  }

  public Answer send(final HttpRequest.Builder request) {
    try {
      final HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A draft with one question whose hours began a minute ago. */
  public String draft(final Duration untilClose) {
    final Instant now = Instant.now();
    final Answer created =
        adminPost(
            "/api/elections", draftDocument("Board", now.minusSeconds(60), now.plus(untilClose)));
    if (created.status() != 201) {
      throw new AssertionError(new String(created.body(), StandardCharsets.UTF_8));
    }
    return created.text("uuid");
  }

  public static String draftDocument(
      final String name, final Instant opensAt, final Instant closesAt) {
    return """
    {"name": "%s", "description": "Who leads us?",
     "questions": [{"question": "Chair", "answers": ["Ada", "Grace"], "min": 0, "max": 1}],
     "opensAt": "%s", "closesAt": "%s"}
    """
        .formatted(name, opensAt, closesAt);
  }

  public Answer putRoll(final String election, final Collection<String> credentials) {
    return adminPut(
        "/api/elections/" + election + "/roll",
        credentials.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")));
  }

  public static List<String> credentials(final int count) {
    return IntStream.range(0, count).mapToObj("voter-%06d"::formatted).toList();
  }

  /** An election that takes ballots of {@code voter-000000} and following. */
  public String openElection(final int voters, final Duration untilClose) {
    final String election = draft(untilClose);
    putRoll(election, credentials(voters));
    adminPost("/api/elections/" + election + "/open");
    awaitState(election, "OPEN");
    return election;
  }

  public void awaitState(final String election, final String state) {
    final Instant end = Instant.now().plus(PATIENCE);
    String seen = "";
    while (Instant.now().isBefore(end)) {
      seen = get("/api/elections/" + election).text("state");
      if (seen.equals(state)) {
        return;
      }
      pause();
    }
    throw new AssertionError(
        "election %s is %s after %s, not %s".formatted(election, seen, PATIENCE, state));
  }

  public static String ballot(final String election, final String credential, final String choice) {
    return """
    {"election_uuid":"%s","credential":"%s","answers":[{"choice":"%s"}]}"""
        .formatted(election, credential, choice);
  }

  public Answer cast(final String ballot) {
    return post("/api/votes/submit", ballot);
  }

  private static BodyPublisher json(final String text) {
    return BodyPublishers.ofString(text);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
