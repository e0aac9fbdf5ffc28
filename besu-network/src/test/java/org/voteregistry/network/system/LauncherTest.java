package org.voteregistry.network.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.Locks;
import org.voteregistry.network.ProcessIdentity;
import picocli.CommandLine;

class LauncherTest {
  @TempDir Path folder;
  private int exit;

  private String run(final String... arguments) {
    final StringWriter said = new StringWriter();
    final CommandLine line = Launcher.commandLine();
    line.setOut(new PrintWriter(said));
    line.setErr(new PrintWriter(said));
    exit = line.execute(arguments);
    return said.toString();
  }

  @Test
  void newNetworkMakesOneAndDoesNotOverwriteIt() {
    final String target = folder.resolve("n").toString();
    assertThat(run("new-network", "--folder", target, "--validators", "4"))
        .contains("4 validators")
        .contains("validator 4")
        .contains("admin.key");
    assertThat(exit).isZero();
    assertThat(run("new-network", "--folder", target))
        .contains("not overwritten")
        .doesNotContain("Exception");
    assertThat(exit).isEqualTo(1);
    assertThat(run("new-network", "--folder", target + "2", "--validators", "0"))
        .contains("at least 1");
  }

  @Test
  void upSaysThatTheBackendIsNotBuilt() {
    assertThat(
            run(
                "up",
                "--data",
                folder.toString(),
                "--backend-jar",
                folder.resolve("no.jar").toString()))
        .contains("no.jar is not there");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void statusAndDownOnAnEmptyFolderSayThatNothingRuns() {
    assertThat(run("status", "--data", folder.toString()))
        .contains("is not running")
        .contains("no network yet");
    assertThat(exit).isEqualTo(1);
    assertThat(run("down", "--data", folder.toString())).contains("is not running");
    assertThat(exit).isZero();
    assertThat(run("kill-node", "1", "--data", folder.toString())).contains("There is no network");
  }

  @Test
  void wrongUseIsToldFromFailure() {
    run("up", "--chain", "nonsense");
    assertThat(exit).isEqualTo(2);
  }

  @Test
  void theDataFolderIsForItsOwnerAlone() throws Exception {
    final SystemFolder made = SystemFolder.at(folder.resolve("data"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.data())))
        .isEqualTo("rwx------");
  }

  @Test
  void onlyOneSupervisorHasTheFolder() {
    final SystemFolder made = SystemFolder.at(folder);
    final FileLock lock = made.lock().orElseThrow();
    assertThat(made.lock()).isEmpty();
    Locks.release(lock);
    Locks.release(made.lock().orElseThrow());
  }

  @Test
  void theStateSurvivesBeingWrittenAndRead() {
    final SystemFolder made = SystemFolder.at(folder);
    final SystemState state =
        new SystemState(
            "chain",
            List.of(URI.create("http://127.0.0.1:8001")),
            Optional.of(URI.create("http://127.0.0.1:8080")));
    made.save(state);
    assertThat(made.state()).contains(state);
    assertThat(state.addresses())
        .contains("http://127.0.0.1:8001")
        .contains("http://127.0.0.1:8080");
    made.forgetState();
    assertThat(made.state()).isEmpty();
  }

  @Test
  void aTakenBackendPortIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> BackendPort.requireFree(other.getLocalPort()))
          .isInstanceOf(SystemFailedException.class)
          .hasMessageContaining(Integer.toString(other.getLocalPort()));
    }
  }

  @Test
  void theDevelopmentChainSaysWhatItLacks() {
    assertThat(ChainChoice.of(ChainKind.DEV, SystemFolder.at(folder)).line())
        .contains("without consensus");
    assertThat(ChainChoice.of(ChainKind.CONTAINER, SystemFolder.at(folder)).line())
        .contains("docker compose");
  }

  @Test
  void aPostgresThatAKilledBackendLeftIsEnded() throws Exception {
    final Process server = new ProcessBuilder("sleep", "60").start();
    final ProcessIdentity identity = ProcessIdentity.of(server.toHandle());
    final Path data = Files.createDirectories(folder.resolve("postgres/data"));
    Files.writeString(
        data.resolve("postmaster.pid"),
        server.pid() + "\n" + data + "\n" + identity.startedAt().getEpochSecond() + "\n5432\n");
    assertThat(EmbeddedPostgres.stop(folder.resolve("postgres"))).isTrue();
    assertThat(identity.running()).isEmpty();
    assertThat(EmbeddedPostgres.stop(folder.resolve("postgres"))).isFalse();
    assertThat(EmbeddedPostgres.stop(folder.resolve("none"))).isFalse();
  }
}
