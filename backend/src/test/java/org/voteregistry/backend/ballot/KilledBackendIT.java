package org.voteregistry.backend.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendProcess;
import org.voteregistry.backend.support.BackendTest;

class KilledBackendIT {
  private static final int VOTERS = 2000;
  private static final int CLIENTS = 8;

  @Test
  void everyAcknowledgedBallotIsThereAfterAKill() throws Exception {
    final Path data = BackendTest.newDataFolder();
    try (BackendProcess backend = BackendProcess.on(data).start()) {
      final String election = backend.api().openElection(VOTERS, Duration.ofHours(1));
      final Map<String, String> acknowledged = castUntilKilled(backend, election);
      assertThat(acknowledged).hasSizeBetween(1, VOTERS - 1);
      final long leftBehind = serverOf(data);
      assertThat(ProcessHandle.of(leftBehind)).isPresent();

      backend.start();
      assertThat(backend.log()).contains("that an earlier run left behind");
      assertThat(ProcessHandle.of(leftBehind)).isEmpty();
      final Api api = backend.api();
      for (final Map.Entry<String, String> cast : acknowledged.entrySet()) {
        final Answer again = api.cast(cast.getKey());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("reference")).isEqualTo(cast.getValue());
      }
      // Nothing is queued without its ballot or stored without being queued: closing counts the
      // queue, the voters' answers tell what is stored.
      final long stored =
          Api.credentials(VOTERS).stream()
              .filter(
                  voter ->
                      !api.cast(Api.ballot(election, voter, "late")).problem().startsWith("no"))
              .count();
      api.adminPost("/api/elections/" + election + "/close");
      api.awaitState(election, "CLOSED");
      assertThat(api.get("/api/elections/" + election).json().get("ballots").asInt())
          .isEqualTo(VOTERS);
      assertThat(stored)
          .isBetween((long) acknowledged.size(), (long) acknowledged.size() + CLIENTS);
      backend.stop();
      assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }
  }

  /** Ballots with the reference that was given out for them. */
  private static Map<String, String> castUntilKilled(
      final BackendProcess backend, final String election) throws Exception {
    final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    final Queue<String> voters = new ConcurrentLinkedQueue<>(Api.credentials(VOTERS));
    final CountDownLatch enough = new CountDownLatch(300);
    final Api api = backend.api();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.execute(
            () -> {
              for (String voter = voters.poll(); voter != null; voter = voters.poll()) {
                final String ballot = Api.ballot(election, voter, "x");
                final Answer answer;
                try {
                  answer = api.cast(ballot);
                } catch (final UncheckedIOException killed) {
                  return;
                }
                if (answer.status() == 202) {
                  acknowledged.put(ballot, answer.text("reference"));
                  enough.countDown();
                }
              }
            });
      }
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      backend.kill();
    }
    return acknowledged;
  }

  private static long serverOf(final Path data) throws Exception {
    return Long.parseLong(
        Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
  }
}
