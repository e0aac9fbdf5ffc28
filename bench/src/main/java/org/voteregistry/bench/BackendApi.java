package org.voteregistry.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
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
  private static final Duration TALLY = Duration.ofMinutes(5);
  private static final int OK = 200;

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

  /** Opens an election whose ballots are in the clear. */
  OpenElection openElection(final String name, final List<String> credentials) {
    final String uuid = draft(name, DemoQuestion.QUESTIONS);
    putRoll(uuid, JSON.writeValueAsBytes(credentials));
    return open(uuid);
  }

  /** Creates an election that takes ballots from now on; its uuid. */
  String draft(final String name, final List<Map<String, Object>> questions) {
    final Instant now = Instant.now();
    final Map<String, Object> draft =
        Map.of(
            "name",
            name,
            "description",
            "Made by a measurement; holds no real votes.",
            "questions",
            questions,
            "opensAt",
            now.minusSeconds(60).toString(),
            "closesAt",
            now.plus(Duration.ofHours(12)).toString());
    return admin("POST", path(""), JSON.writeValueAsBytes(draft)).text("uuid");
  }

  void putTrustees(final String uuid, final byte[] trustees) {
    admin("PUT", path(uuid) + "/trustees", trustees);
  }

  void putRoll(final String uuid, final byte[] roll) {
    admin("PUT", path(uuid) + "/roll", roll);
  }

  /** Opens a draft and waits until it is open on chain. */
  OpenElection open(final String uuid) {
    admin("POST", path(uuid) + "/open", null);
    awaitState(uuid, "OPEN");
    return new OpenElection(uuid, election(uuid).path("chainElectionId").asLong());
  }

  /** An election that takes ballots. */
  record OpenElection(String uuid, long chainElectionId) {}

  /** Closes an election and waits until it is closed on chain. */
  JsonNode close(final String uuid) {
    admin("POST", path(uuid) + "/close", null);
    awaitState(uuid, "CLOSED");
    return election(uuid);
  }

  /** The Belenios election parameters, byte for byte. */
  byte[] parameters(final String uuid) {
    return found(path(uuid) + "/parameters");
  }

  /** The encrypted tally of a closed election; waits until it is computed. */
  byte[] encryptedTally(final String uuid) {
    final String tally = path(uuid) + "/encrypted-tally";
    Pause.until("the encrypted tally", TALLY, () -> get(tally).status() == OK);
    return found(tally);
  }

  /** Hands in what a trustee decrypted. */
  void decrypt(final String uuid, final int owner, final byte[] partialDecryption) {
    final String json =
        "{\"owner\":%d,\"partialDecryption\":%s}"
            .formatted(owner, new String(partialDecryption, StandardCharsets.UTF_8));
    admin("POST", path(uuid) + "/partial-decryptions", json.getBytes(StandardCharsets.UTF_8));
  }

  /** Publishes the result and waits until it is on chain; what the public reads then. */
  JsonNode publish(final String uuid) {
    admin("POST", path(uuid) + "/publish", null);
    final String results = "/api/votes/results?election=" + uuid;
    Pause.until(
        "the result on chain", TALLY, () -> !get(results).text("transactionHash").isEmpty());
    return JSON.readTree(found(results));
  }

  /** Stores the election's archive in a new file. */
  void archive(final String uuid, final Path file) {
    final HttpRequest request =
        HttpRequest.newBuilder(root.resolve("/api/audit/elections/" + uuid + "/archive"))
            .timeout(TIMEOUT)
            .build();
    final HttpResponse<Path> response = send(request, BodyHandlers.ofFile(file));
    if (response.statusCode() != OK) {
      throw new BenchFailed("no archive: %d, see %s".formatted(response.statusCode(), file));
    }
  }

  private static String path(final String uuid) {
    return uuid.isEmpty() ? "/api/elections" : "/api/elections/" + uuid;
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
    return JSON.readTree(get(path(uuid)).body());
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
    return VoteReceipt.parse(found("/api/votes/receipt/" + reference));
  }

  private byte[] found(final String path) {
    final Answer answer = get(path);
    if (answer.status() != OK) {
      throw new BenchFailed(
          "GET %s: %d %s"
              .formatted(path, answer.status(), new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return answer.body();
  }

  private Answer get(final String path) {
    return send(HttpRequest.newBuilder(root.resolve(path)).GET());
  }

  private Answer admin(final String method, final String path, final byte[] body) {
    final HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Bearer " + token());
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofByteArray(body));
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
    final HttpResponse<byte[]> response =
        send(request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.body());
  }

  private <T> HttpResponse<T> send(final HttpRequest request, final BodyHandler<T> body) {
    try {
      return http.send(request, body);
    } catch (final IOException e) {
      throw new BenchFailed("%s: %s".formatted(request.uri(), e.getMessage()));
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }
}
