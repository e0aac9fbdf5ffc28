package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {
  private static final ProcessIdentity SELF = ProcessIdentity.of(ProcessHandle.current());

  @TempDir Path folder;

  @Test
  void survivesBeingWrittenAndRead() {
    final Path file = folder.resolve("pid");
    SELF.write(file);
    assertThat(ProcessIdentity.read(file).orElseThrow().running())
        .contains(ProcessHandle.current());
  }

  @Test
  void doesNotTakeALaterProcessWithTheSameIdForOurs() {
    final ProcessIdentity earlier =
        new ProcessIdentity(SELF.pid(), SELF.startedAt().minus(Duration.ofMinutes(1)));
    assertThat(earlier.running()).isEmpty();
  }

  @Test
  void isGoneWhenTheProcessEnded() throws Exception {
    final Process process = new ProcessBuilder("sleep", "60").start();
    final ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
    assertThat(identity.running()).isPresent();
    process.destroyForcibly().waitFor();
    assertThat(identity.running()).isEmpty();
  }

  @Test
  void readsNothingFromAMissingOrDamagedFile() throws Exception {
    assertThat(ProcessIdentity.read(folder.resolve("missing"))).isEmpty();
    final Path damaged = folder.resolve("damaged");
    Files.writeString(damaged, "123");
    assertThat(ProcessIdentity.read(damaged)).isEmpty();
  }
}
