package org.voteregistry.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.voteregistry.proofs.VoteReceipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The backend's REST API, as an administrator and voters use it. */
final class BackendApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration OPENING = Duration.ofSeconds(90);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI root;
  private final Path tokenFile;

  /**
   * @param dataFolder the backend's, which holds the administrator's token
   */
  BackendApi(final URI root, final Path dataFolder) {
    this.root = root;
    this.tokenFile = dataFolder.resolve("secrets/admin-token");
  }

  /** An answer's status and body. */
  record Answer(int status, byte[] body) {
    String text(final String member) {
      return JSON.readTree(body).path(member).asString("");
    }
  }

  boolean isReady() {
    try {
      return http.send(
                  HttpRequest.newBuilder(root.resolve("/ready")).timeout(TIMEOUT).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (final IOException e) {
      return false;
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Creates an election with this roll, opens it and waits until it is open on chain. */
  OpenElection openElection(final String name, final List<String> credentials) {
    final Instant now = Instant.now();
    final Map<String, Object> draft =
        Map.of(
            "name",
            name,
            "description",
            "Made by a measurement; holds no real votes.",
            "questions",
            List.of(
                Map.of(
                    "question", "Chair", "answers", List.of("Ada", "Grace"), "min", 0, "max", 1)),
            "opensAt",
            now.minusSeconds(60).toString(),
            "closesAt",
            now.plus(Duration.ofHours(12)).toString());
    final String uuid = admin("POST", "/api/elections", draft).text("uuid");
    admin("PUT", "/api/elections/" + uuid + "/roll", credentials);
    admin("POST", "/api/elections/" + uuid + "/open", null);
    awaitState(uuid, "OPEN");
    return new OpenElection(uuid, election(uuid).path("chainElectionId").asLong());
  }

  /** An election that takes ballots. */
  record OpenElection(String uuid, long chainElectionId) {}

  /** Closes an election and waits until it is closed on chain. */
  JsonNode close(final String uuid) {
    admin("POST", "/api/elections/" + uuid + "/close", null);
    awaitState(uuid, "CLOSED");
    return election(uuid);
  }

  private void awaitState(final String uuid, final String state) {
    Pause.until(
        "the election is to become " + state,
        OPENING,
        () -> {
          final JsonNode election = election(uuid);
          if (!election.path("refusal").asString("").isEmpty()) {
            throw new BenchFailed("the chain refused: " + election.path("refusal").asString());
          }
          return election.path("state").asString("").equals(state);
        });
  }

  private JsonNode election(final String uuid) {
    return JSON.readTree(get("/api/elections/" + uuid).body());
  }

  /** Casts; 202 is accepted. */
  Answer cast(final byte[] ballot) {
    return send(
        HttpRequest.newBuilder(root.resolve("/api/votes/submit"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(ballot)));
  }

  /** Where the vote is. */
  JsonNode status(final String reference) {
    return JSON.readTree(get("/api/votes/transaction-status?reference=" + reference).body());
  }

  /** The receipt of a recorded vote. */
  VoteReceipt receipt(final String reference) {
    final Answer answer = get("/api/votes/receipt/" + reference);
    if (answer.status() != 200) {
      throw new BenchFailed(
          "no receipt of %s: %d %s"
              .formatted(
                  reference, answer.status(), new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return VoteReceipt.parse(answer.body());
  }

  private Answer get(final String path) {
    return send(HttpRequest.newBuilder(root.resolve(path)).GET());
  }

  private Answer admin(final String method, final String path, final Object body) {
    final HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Bearer " + token());
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }
    final Answer answer = send(request);
    if (answer.status() / 100 != 2) {
      throw new BenchFailed(
          "%s %s was refused: %d %s"
              .formatted(
                  method,
                  path,
                  answer.status(),
                  new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return answer;
  }

  private String token() {
    try {
      return Files.readString(tokenFile).strip();
    } catch (final IOException e) {
      throw new BenchFailed("the administrator's token cannot be read: " + e.getMessage());
    }
  }

  private Answer send(final HttpRequest.Builder request) {
    final HttpRequest built = request.timeout(TIMEOUT).build();
    try {
      final HttpResponse<byte[]> response = http.send(built, BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body());
    } catch (final IOException e) {
      throw new BenchFailed("%s: %s".formatted(built.uri(), e.getMessage()));
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }
}
