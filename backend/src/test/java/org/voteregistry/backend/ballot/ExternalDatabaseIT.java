package org.voteregistry.backend.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.voteregistry.backend.support.Api.ballot;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.database.RunningPostgres;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendProcess;
import org.voteregistry.backend.support.BackendTest;

class ExternalDatabaseIT {
  @Test
  void aBackendOutlivesARestartOfItsDatabaseAndTwoBackendsShareIt() throws Exception {
    final Path firstFolder = BackendTest.newDataFolder();
    final Path secondFolder = BackendTest.newDataFolder();
    try (RunningPostgres postgres = new RunningPostgres();
        BackendProcess first = BackendProcess.on(firstFolder).start(postgres.arguments());
        BackendProcess second = BackendProcess.on(secondFolder).start(postgres.arguments())) {
      assertThat(firstFolder.resolve("postgres")).doesNotExist();
      final Api api = first.api();
      final String election = api.openElection(3, Duration.ofHours(1));
      final String early = ballot(election, "voter-000000", "x");
      final Answer accepted = api.cast(early);
      assertThat(accepted.status()).isEqualTo(202);

      postgres.stop();
      final String late = ballot(election, "voter-000001", "x");
      final Answer refused = api.cast(late);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("unavailable");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(api.get("/ready").status()).isEqualTo(503);

      postgres.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> api.get("/ready").status() == 200);
      assertThat(castAgain(api, late).status()).isEqualTo(202);
      assertThat(castAgain(api, early).body()).isEqualTo(accepted.body());

      final Api other = second.api();
      assertThat(castAgain(other, early).body()).isEqualTo(accepted.body());
      assertThat(other.cast(ballot(election, "voter-000001", "y")).problem())
          .isEqualTo("already-voted");
      // The other instance learns of the closing by asking, not by time.
      api.adminPost("/api/elections/" + election + "/close");
      assertThat(other.cast(ballot(election, "voter-000002", "x")).problem())
          .isEqualTo("election-not-open");
    }
  }

  /**
   * Does what a 503 asks for: a connection of the pool may still be one from before the restart.
   */
  private static Answer castAgain(final Api api, final String ballot) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.cast(ballot), answer -> answer.status() != 503);
  }

  @Test
  void aSecondBackendOnTheSameFolderSaysWhatToDo() throws Exception {
    final Path folder = BackendTest.newDataFolder();
    try (BackendProcess first = BackendProcess.on(folder).start();
        BackendProcess second = BackendProcess.on(folder)) {
      assertThat(second.runToEnd()).isNotZero();
      assertThat(second.log()).contains("SPRING_DATASOURCE_URL");
      assertThat(first.api().get("/ready").status()).isEqualTo(200);
    }
  }
}
