package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Distributions that hold what the launcher looks at: a start script and a jar with Besu's main
 * class.
 */
class BesuInstallationTest {
  @TempDir Path folder;

  private Path distribution(final String name, final String version, final int java)
      throws IOException {
    final Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("lib"));
    executable(
        home.resolve("bin/besu"), "#!/bin/sh\necho besu/v" + version + "/linux-x86_64/java\n");
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(home.resolve("lib/besu-" + version + ".jar")))) {
      jar.putNextEntry(new JarEntry("org/hyperledger/besu/Besu.class"));
      jar.write(
          new byte[] {
            (byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, (byte) (java + 44)
          });
    }
    return home;
  }

  private Path jdk(final String name, final int version) throws IOException {
    final Path home = folder.resolve("jdks").resolve(name);
    executable(home.resolve("bin/java"), "#!/bin/sh\n");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
    return home;
  }

  private static void executable(final Path file, final String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private java.util.Optional<BesuInstallation> find(final Map<String, String> environment) {
    return BesuInstallation.find(environment, folder.resolve("usual"), folder.resolve("jdks"));
  }

  @Test
  void isFoundInBesuHomeFirstThenOnPathThenInTheUsualPlace() throws Exception {
    final Path named = distribution("named", "26.8.0", 21);
    final Path path = distribution("path", "26.9.0", 21);
    distribution("usual", "25.1.0", 21);
    final String search = folder.resolve("empty") + ":" + path.resolve("bin");
    assertThat(find(Map.of("BESU_HOME", named.toString(), "PATH", search)).orElseThrow().home())
        .isEqualTo(named);
    assertThat(find(Map.of("PATH", search)).orElseThrow().version()).isEqualTo("26.9.0");
    assertThat(find(Map.of("BESU_HOME", " ")).orElseThrow().version()).isEqualTo("25.1.0");
  }

  @Test
  void isFollowedThroughALinkOnPath() throws Exception {
    final Path home = distribution("linked", "26.8.0", 21);
    final Path link = Files.createDirectories(folder.resolve("links")).resolve("besu");
    Files.createSymbolicLink(link, home.resolve("bin/besu"));
    assertThat(find(Map.of("PATH", link.getParent().toString())).orElseThrow().home())
        .isEqualTo(home.toRealPath());
  }

  @Test
  void isEmptyWhereThereIsNone() {
    assertThat(find(Map.of("PATH", folder.toString()))).isEmpty();
  }

  @Test
  void runsWithTheFirstJdkThatIsNewEnoughForIt() throws Exception {
    distribution("usual", "26.8.0", 99);
    jdk("a-17", 17);
    final Path newEnough = jdk("b-99", 99);
    assertThat(find(Map.of()).orElseThrow().javaHome()).isEqualTo(newEnough);
    final Path named = jdk("z-100", 100);
    assertThat(find(Map.of("JAVA_HOME", named.toString())).orElseThrow().javaHome())
        .isEqualTo(named);
  }

  @Test
  void saysWhichJdkIsMissing() throws Exception {
    distribution("usual", "26.8.0", 99);
    jdk("a-17", 17);
    assertThatThrownBy(() -> find(Map.of()))
        .isInstanceOf(BesuUnusableException.class)
        .hasMessageContaining("needs JDK 99 or newer")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void saysThatItIsTooOld() throws Exception {
    distribution("usual", "23.10.1", 17);
    assertThatThrownBy(() -> find(Map.of()))
        .isInstanceOf(BesuUnusableException.class)
        .hasMessageContaining("23.10.1")
        .hasMessageContaining("24.12");
  }

  @Test
  void saysThatBesuHomeIsWrong() {
    assertThatThrownBy(() -> find(Map.of("BESU_HOME", folder.resolve("nothing").toString())))
        .isInstanceOf(BesuUnusableException.class)
        .hasMessageContaining("BESU_HOME");
  }

  @Test
  void isAskedForItsVersionWhereNoJarNamesIt() throws Exception {
    final Path home = folder.resolve("usual");
    executable(home.resolve("bin/besu"), "#!/bin/sh\necho besu/v26.8.1/linux-x86_64/java\n");
    assertThat(find(Map.of()).orElseThrow().version()).isEqualTo("26.8.1");
  }

  @Test
  void saysWhatItAnsweredInsteadOfAVersion() throws Exception {
    executable(folder.resolve("usual/bin/besu"), "#!/bin/sh\necho who knows\n");
    assertThatThrownBy(() -> find(Map.of()))
        .isInstanceOf(BesuUnusableException.class)
        .hasMessageContaining("who knows");
  }

  @Test
  void prefersTheStartScriptWithoutFlightRecording() throws Exception {
    final Path home = distribution("usual", "26.8.0", 21);
    assertThat(find(Map.of()).orElseThrow().executable()).isEqualTo(home.resolve("bin/besu"));
    executable(home.resolve("bin/besu-untuned"), "#!/bin/sh\n");
    assertThat(find(Map.of()).orElseThrow().executable())
        .isEqualTo(home.resolve("bin/besu-untuned"));
  }
}
