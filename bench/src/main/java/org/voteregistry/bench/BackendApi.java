package org.voteregistry.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.voteregistry.proofs.VoteReceipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The backend as an administrator's or a voter's program sees it. */
final class BackendApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ACCEPTED = 202;
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final URI base;
  private final Path tokenFile;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  BackendApi(final URI base, final Path dataFolder) {
    this.base = base;
    this.tokenFile = dataFolder.resolve("secrets").resolve("admin-token");
  }

  /** Creates an election, sends its roll and opens it; returns its uuid once it is on chain. */
  String openElection(final String name, final List<String> roll) throws InterruptedException {
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final JsonNode created =
        admin(
            "POST",
            "/api/elections",
            Map.of(
                "name",
                name,
                "questions",
                List.of(
                    Map.of(
                        "question",
                        "Chair",
                        "answers",
                        List.of("Ada", "Grace"),
                        "min",
                        1,
                        "max",
                        1)),
                "opensAt",
                now.minusSeconds(5).toString(),
                "closesAt",
                now.plus(Duration.ofHours(6)).toString()),
            CREATED);
    final String uuid = created.get("uuid").asString();
    admin("PUT", "/api/elections/" + uuid + "/roll", roll, OK);
    admin("POST", "/api/elections/" + uuid + "/open", null, OK, ACCEPTED);
    awaitState(uuid, "OPEN");
    return uuid;
  }

  /** Closes an election; returns it once the chain has its final number. */
  JsonNode closeElection(final String uuid) throws InterruptedException {
    admin("POST", "/api/elections/" + uuid + "/close", null, OK, ACCEPTED);
    return awaitState(uuid, "CLOSED");
  }

  JsonNode election(final String uuid) {
    return expect(send(request("/api/elections/" + uuid).GET().build()), OK);
  }

  /**
   * Casts a ballot.
   *
   * @return the answer; its reference is what the voter keeps
   */
  JsonNode cast(final byte[] ballot) {
    return expect(
        send(
            request("/api/votes/submit")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ballot))
                .build()),
        OK,
        ACCEPTED);
  }

  JsonNode status(final String reference) {
    return expect(
        send(request("/api/votes/transaction-status?reference=" + reference).GET().build()), OK);
  }

  VoteReceipt receipt(final String reference) {
    final HttpResponse<byte[]> response =
        send(request("/api/votes/receipt/" + reference).GET().build());
    expect(response, OK);
    return VoteReceipt.parse(response.body());
  }

  boolean isReady() {
    try {
      return http.send(request("/ready").GET().build(), BodyHandlers.discarding()).statusCode()
          == OK;
    } catch (final IOException e) {
      return false;
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private JsonNode awaitState(final String uuid, final String state) throws InterruptedException {
    final long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (System.nanoTime() < deadline) {
      final JsonNode election = election(uuid);
      if (state.equals(election.get("state").asString())) {
        return election;
      }
      if (election.hasNonNull("refusal")) {
        throw new BenchException("the chain refused: " + election.get("refusal").asString());
      }
      Thread.sleep(POLL);
    }
    throw new BenchException("election " + uuid + " did not become " + state + " in 5 minutes");
  }

  private JsonNode admin(
      final String method, final String path, final Object body, final int... expected) {
    final HttpRequest request =
        request(path)
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    return expect(send(request), expected);
  }

  private String token() {
    try {
      return Files.readString(tokenFile).strip();
    } catch (final IOException e) {
      throw new BenchException("cannot read the administrator's token from " + tokenFile, e);
    }
  }

  private HttpRequest.Builder request(final String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<byte[]> send(final HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (final IOException e) {
      throw new BenchException("the backend at " + base + " does not answer: " + e, e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  private static JsonNode expect(final HttpResponse<byte[]> response, final int... expected) {
    for (final int status : expected) {
      if (response.statusCode() == status) {
        return JSON.readTree(response.body());
      }
    }
    throw new BenchException(
        "%s %s answered %d: %s"
            .formatted(
                response.request().method(),
                response.request().uri().getPath(),
                response.statusCode(),
                new String(response.body(), java.nio.charset.StandardCharsets.UTF_8)));
  }
}
