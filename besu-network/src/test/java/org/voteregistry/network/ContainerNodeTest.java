package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which compose commands a node of the compose file gives; the engine here is a script that notes
 * them.
 */
class ContainerNodeTest {
  @TempDir Path folder;
  private Path commands;
  private ContainerNode node;

  @BeforeEach
  void fakeEngine() throws IOException {
    commands = folder.resolve("commands");
    node =
        node(
            "echo \"$VOTE_REGISTRY_RPC_1 $*\" >> "
                + commands
                + "; case \"$*\" in *ps*) cat "
                + folder
                + "/ps;; esac");
    Files.writeString(folder.resolve("ps"), "");
  }

  private ContainerNode node(final String script) throws IOException {
    final Path program = folder.resolve("docker");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ContainerNode(
        ContainerEngine.find(program.toString()).orElse(new ContainerEngine(program.toString())),
        Path.of("compose.yaml"),
        0,
        folder.resolve("started"),
        Map.of("VOTE_REGISTRY_RPC_1", "8101"));
  }

  @Test
  void startsItsServiceAloneOnThePortsOfTheNetwork() throws Exception {
    node.start();
    assertThat(Files.readString(commands))
        .endsWith(
            "8101 compose --file compose.yaml --project-name vote-registry up --detach --no-deps validator-1\n");
  }

  @Test
  void runsWhileTheEngineListsIt() throws Exception {
    node.start();
    assertThat(node.isRunning()).isFalse();
    assertThat(node.endedByItself()).isTrue();
    Files.writeString(folder.resolve("ps"), "4f3c\n");
    assertThat(node.isRunning()).isTrue();
    assertThat(node.endedByItself()).isFalse();
  }

  @Test
  void isNotMissedAfterItWasStoppedOrKilled() throws Exception {
    node.start();
    node.stop();
    assertThat(node.endedByItself()).isFalse();
    node.start();
    node.kill();
    assertThat(node.endedByItself()).isFalse();
    assertThat(Files.readString(commands))
        .contains(" stop validator-1\n")
        .contains(" kill validator-1\n");
  }

  @Test
  void reportsWhatTheEngineSaidWhenItFailed() throws Exception {
    final ContainerNode broken = node("echo no space left; exit 5");
    assertThatThrownBy(broken::start)
        .isInstanceOf(NodeFailedException.class)
        .hasMessageContaining("no space left")
        .hasMessageContaining("ended with 5");
  }

  @Test
  void noEngineIsFoundWhereTheProgramIsMissingOrFails() throws Exception {
    assertThat(ContainerEngine.find(folder.resolve("missing").toString())).isEmpty();
    node("exit 1");
    assertThat(ContainerEngine.find(folder.resolve("docker").toString())).isEmpty();
  }
}
