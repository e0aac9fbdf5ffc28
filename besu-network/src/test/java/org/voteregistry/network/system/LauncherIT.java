package org.voteregistry.network.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.network.NetworkFolder;
import org.voteregistry.network.ProcessIdentity;
import org.voteregistry.network.ServerProcess;
import picocli.CommandLine;

/**
 * up, down, status and the node commands on a real development chain, with a stand-in for the
 * backend.
 */
class LauncherIT {
  @TempDir Path folder;
  private SystemFolder system;
  private Path backendJar;
  private int port;
  private int exit;

  @BeforeEach
  void prepare() throws Exception {
    system = SystemFolder.at(folder.resolve("data"));
    backendJar = FakeBackend.jar(folder);
    port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
  }

  @AfterEach
  void down() {
    run("down");
  }

  private String run(final String command, final String... arguments) {
    final StringWriter said = new StringWriter();
    final CommandLine line = Launcher.commandLine();
    line.setOut(new PrintWriter(said));
    line.setErr(new PrintWriter(said));
    final List<String> all = new ArrayList<>(List.of(command, "--data", system.data().toString()));
    all.addAll(List.of(arguments));
    exit = line.execute(all.toArray(String[]::new));
    return said.toString();
  }

  private String up(final String... more) {
    final List<String> arguments =
        new ArrayList<>(
            List.of(
                "--detach",
                "--chain",
                "dev",
                "--rpc-port",
                "0",
                "--port",
                Integer.toString(port),
                "--backend-heap",
                "64m",
                "--backend-jar",
                backendJar.toString()));
    arguments.addAll(List.of(more));
    return run("up", arguments.toArray(String[]::new));
  }

  private ServerProcess node() {
    return new NetworkFolder(system.network()).process(0);
  }

  private static void await(final java.util.function.BooleanSupplier condition, final String what)
      throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not within 30 s: " + what);
  }

  @Test
  void upStartsEverythingOnceAndDownEndsIt() throws Exception {
    assertThat(up()).contains("rpc 1").contains("http://127.0.0.1:" + port);
    assertThat(exit).isZero();
    final long backend = system.backend().running().orElseThrow().pid();

    assertThat(up()).contains("already running").contains("http://127.0.0.1:" + port);
    assertThat(exit).isZero();
    assertThat(system.backend().running().orElseThrow().pid()).isEqualTo(backend);

    assertThat(run("status")).contains("ready").contains("block");
    assertThat(exit).isZero();

    assertThat(Files.readString(system.backend().log()))
        .contains("--voteregistry.data-dir=" + system.data())
        .contains(
            "--voteregistry.chain.rpc-urls=" + system.state().orElseThrow().rpcUrls().getFirst())
        .contains("--voteregistry.chain.admin-key-file=" + system.network().resolve("admin.key"))
        .contains("--server.address=127.0.0.1");

    assertThat(run("down")).contains("has ended");
    assertThat(system.backend().isRunning()).isFalse();
    assertThat(node().isRunning()).isFalse();
    assertThat(run("status")).contains("not running");
    assertThat(exit).isEqualTo(1);
    assertThat(run("down")).contains("is not running");
  }

  @Test
  void whatEndsByItselfIsStartedAgainAndWhatWasKilledOnPurposeIsNot() throws Exception {
    up();
    final long backend = system.backend().running().orElseThrow().pid();
    system.backend().running().orElseThrow().destroyForcibly();
    await(
        () -> system.backend().running().filter(process -> process.pid() != backend).isPresent(),
        "the backend runs again");

    assertThat(run("kill-node", "1")).contains("was killed");
    assertThat(run("kill-node", "1")).contains("is not running");
    Thread.sleep(3_000);
    assertThat(node().isRunning()).isFalse();
    assertThat(run("start-node", "1")).contains("was started");
    assertThat(node().isRunning()).isTrue();
    assertThat(run("stop-node", "1")).contains("was stopped");
    assertThat(run("kill-node", "2")).contains("validators 1 to 1, not 2");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void upAfterAKilledSupervisorGoesOnWithTheSameNetworkAndEndsTheOldProcesses() throws Exception {
    up();
    final ProcessIdentity oldNode = ProcessIdentity.of(node().running().orElseThrow());
    final ProcessIdentity oldBackend = ProcessIdentity.of(system.backend().running().orElseThrow());
    final var urls = system.state().orElseThrow().rpcUrls();
    system.supervisor().running().orElseThrow().destroyForcibly();
    await(() -> !system.supervisor().isRunning(), "the supervisor is gone");

    assertThat(up()).contains("rpc 1");
    assertThat(exit).isZero();
    assertThat(oldNode.running()).isEmpty();
    assertThat(oldBackend.running()).isEmpty();
    assertThat(system.state().orElseThrow().rpcUrls()).isEqualTo(urls);
  }

  @Test
  void downEndsWhatAKilledSupervisorLeft() throws Exception {
    up();
    system.supervisor().running().orElseThrow().destroyForcibly();
    await(() -> !system.supervisor().isRunning(), "the supervisor is gone");
    assertThat(run("start-node", "1")).contains("is not running");
    assertThat(run("down")).contains("killed vote-registry had left");
    assertThat(node().isRunning()).isFalse();
    assertThat(system.backend().isRunning()).isFalse();
  }

  @Test
  void aBackendThatDoesNotStartIsReportedAndNothingIsLeftRunning() throws Exception {
    assertThat(up("--backend-argument=--fail"))
        .contains("did not start")
        .contains("failing as asked");
    assertThat(exit).isEqualTo(1);
    await(() -> !node().isRunning(), "the chain is gone, too");
  }
}
