package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnvilInstallationTest {
  @TempDir Path folder;

  private Path executable(final String name) throws IOException {
    final Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void isTakenFromTheVariableFirst() throws Exception {
    final Path named = executable("named");
    assertThat(AnvilInstallation.find(Map.of("ANVIL", named.toString()), folder).executable())
        .isEqualTo(named);
  }

  @Test
  void isFoundOnPath() throws Exception {
    final Path anvil = executable("bin/anvil");
    assertThat(
            AnvilInstallation.find(Map.of("PATH", anvil.getParent().toString()), folder)
                .executable())
        .isEqualTo(anvil);
  }

  @Test
  void saysWhatToDoWhereThereIsNone() {
    assertThatThrownBy(() -> AnvilInstallation.find(Map.of("PATH", folder.toString()), folder))
        .isInstanceOf(AnvilNotFoundException.class)
        .hasMessageContaining("npm ci");
  }

  @Test
  void saysThatTheVariableIsWrong() {
    assertThatThrownBy(() -> AnvilInstallation.find(Map.of("ANVIL", "/nowhere/anvil"), folder))
        .isInstanceOf(AnvilNotFoundException.class)
        .hasMessageContaining("/nowhere/anvil");
  }
}
