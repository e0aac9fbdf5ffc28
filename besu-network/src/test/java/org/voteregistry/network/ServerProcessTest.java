package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  @TempDir Path folder;
  private ServerProcess server;

  @BeforeEach
  void make() {
    server = sameServer();
  }

  @AfterEach
  void end() {
    server.kill();
  }

  private ServerProcess sameServer() {
    return new ServerProcess("server", folder.resolve("pid"), folder, folder.resolve("log"));
  }

  private void run(final String script) {
    server.start(List.of("/bin/sh", "-c", script), Map.of("WORD", "hello"));
  }

  private void awaitEnd() throws InterruptedException {
    for (int i = 0; i < 100 && server.isRunning(); i++) {
      Thread.sleep(50);
    }
  }

  @Test
  void isFoundByAnotherLauncherThroughItsPidFile() {
    run("exec sleep 60");
    assertThat(sameServer().isRunning()).isTrue();
    assertThat(sameServer().running().orElseThrow().pid())
        .isEqualTo(server.running().orElseThrow().pid());
  }

  @Test
  void isNotStartedTwice() {
    run("exec sleep 60");
    final long first = server.running().orElseThrow().pid();
    run("exec sleep 60");
    assertThat(server.running().orElseThrow().pid()).isEqualTo(first);
  }

  @Test
  void canTidyUpWhenItIsStopped() throws Exception {
    run("trap 'echo tidied; exit 0' TERM; echo ready; while true; do sleep 0.1; done");
    awaitLog("ready");
    server.stop();
    assertThat(server.isRunning()).isFalse();
    assertThat(server.logTail()).contains("tidied");
    assertThat(folder.resolve("pid")).doesNotExist();
  }

  @Test
  void isEndedByForceWhereItDoesNotStop() throws Exception {
    run("trap '' TERM; echo ready; while true; do sleep 0.1; done");
    awaitLog("ready");
    server.stop(Duration.ofMillis(300));
    assertThat(server.isRunning()).isFalse();
  }

  @Test
  void cannotTidyUpWhenItIsKilled() throws Exception {
    run("trap 'echo tidied; exit 0' TERM; echo ready; while true; do sleep 0.1; done");
    awaitLog("ready");
    server.kill();
    assertThat(server.isRunning()).isFalse();
    assertThat(server.logTail()).doesNotContain("tidied");
    assertThat(server.endedByItself()).isFalse();
  }

  @Test
  void tellsAnEndOfItsOwnFromAStop() throws Exception {
    run("echo $WORD; exit 3");
    awaitEnd();
    assertThat(server.endedByItself()).isTrue();
    assertThat(server.logTail()).contains("hello");
    server.stop();
    assertThat(server.endedByItself()).isFalse();
  }

  @Test
  void showsTheEndOfALongLogOnly() throws Exception {
    run("for i in $(seq 1 2000); do echo line $i; done");
    awaitEnd();
    assertThat(server.logTail()).endsWith("line 2000").doesNotContain("line 1900\n");
    assertThat(server.logTail().lines().count()).isLessThanOrEqualTo(25);
  }

  @Test
  void saysThatThereIsNoLog() {
    assertThat(server.logTail()).startsWith("(no log");
  }

  @Test
  void putsALargeLogAsideWhenItStarts() throws Exception {
    Files.write(folder.resolve("log"), new byte[21 << 20]);
    run("echo fresh");
    awaitEnd();
    assertThat(folder.resolve("log.1")).hasSize(21L << 20);
    assertThat(server.logTail()).isEqualTo("fresh");
  }

  private void awaitLog(final String text) throws InterruptedException {
    for (int i = 0; i < 100 && !server.logTail().contains(text); i++) {
      Thread.sleep(50);
    }
    assertThat(server.logTail()).contains(text);
  }
}
