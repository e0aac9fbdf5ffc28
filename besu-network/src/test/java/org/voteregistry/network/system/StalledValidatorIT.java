package org.voteregistry.network.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.network.BesuInstallation;
import org.voteregistry.network.NetworkFolder;
import org.voteregistry.network.NodeHealth;
import org.voteregistry.network.ServerProcess;

/**
 * A validator whose process lives and does nothing, on three real ones. It takes a minute and a
 * half of waiting, so it runs with {@code -Dfull} only.
 */
class StalledValidatorIT {
  private static final Duration LONG = Duration.ofMinutes(4);

  @TempDir Path folder;

  private String run(final String command, final String... arguments) {
    final StringWriter said = new StringWriter();
    final var line = Launcher.commandLine();
    line.setOut(new PrintWriter(said));
    line.setErr(new PrintWriter(said));
    final List<String> all =
        new ArrayList<>(List.of(command, "--data", folder.resolve("data").toString()));
    all.addAll(List.of(arguments));
    line.execute(all.toArray(String[]::new));
    return said.toString();
  }

  @AfterEach
  void down() {
    run("down");
  }

  @Test
  void isStartedAgainAndCatchesUp() throws Exception {
    assumeThat(Boolean.getBoolean("full"))
        .as("Skipped: a frozen validator is waited for with -Dfull=true only")
        .isTrue();
    assumeThat(BesuInstallation.find())
        .as("Skipped: no Besu here, so no validator was frozen (BESU_HOME, PATH, /opt/besu)")
        .isPresent();
    assertThat(
            run(
                "up",
                "--detach",
                "--no-backend",
                "--chain",
                "besu",
                "--rpc-port",
                "0",
                "--p2p-port",
                "0",
                "--node-heap",
                "256m",
                "--stalled-after",
                "10"))
        .contains("rpc 3");
    final SystemFolder system = SystemFolder.at(folder.resolve("data"));
    final var urls = system.state().orElseThrow().rpcUrls();
    final ServerProcess frozen = new NetworkFolder(system.network()).process(2);
    final long pid = frozen.running().orElseThrow().pid();
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor()).isZero();

    final Instant deadline = Instant.now().plus(LONG);
    while (frozen.running().filter(process -> process.pid() != pid).isEmpty()
        || behind(urls.get(2), urls.get(0)) > 2) {
      assertThat(Instant.now())
          .as("the supervisor's log: " + Files.readString(system.supervisor().log()))
          .isBefore(deadline);
      Thread.sleep(500);
    }
    assertThat(Files.readString(system.supervisor().log()))
        .contains("validator 3 stands still while the others make blocks");
  }

  private static long behind(final java.net.URI validator, final java.net.URI other) {
    final long height = NodeHealth.ask(other).map(NodeHealth::block).orElse(0L);
    return NodeHealth.ask(validator).map(health -> height - health.block()).orElse(height);
  }
}
