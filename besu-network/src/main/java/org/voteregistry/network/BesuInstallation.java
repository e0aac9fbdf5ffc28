package org.voteregistry.network;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Besu that can run here: an unpacked distribution and a JDK that is new enough for it.
 *
 * @param home the distribution, with bin/besu and lib/
 * @param version its version, for example 26.8.0
 * @param javaHome home of the JDK to run it with
 */
public record BesuInstallation(Path home, String version, Path javaHome) {
  private static final Path USUAL_HOME = Path.of("/opt/besu");
  private static final Path SYSTEM_JDKS = Path.of("/usr/lib/jvm");
  private static final String MAIN_CLASS = "org/hyperledger/besu/Besu.class";
  private static final Pattern MAIN_JAR =
      Pattern.compile("besu-(?:app-)?(\\d+\\.\\d+[\\w.-]*)\\.jar");
  private static final Pattern VERSION_OUTPUT = Pattern.compile("besu/v?(\\d+\\.\\d+[^/\\s]*)/");

  /** A class file's major version is the Java version and this. */
  private static final int CLASS_FILE_OFFSET = 44;

  /**
   * Looks in BESU_HOME, then for {@code besu} on PATH, then in /opt/besu.
   *
   * @return empty where there is none in any of these places
   * @throws BesuUnusableException when the first that is there is too old, is broken, or has no JDK
   *     that can run it
   */
  public static Optional<BesuInstallation> find() {
    return find(System.getenv(), USUAL_HOME, SYSTEM_JDKS);
  }

  static Optional<BesuInstallation> find(
      final Map<String, String> environment, final Path usualHome, final Path systemJdks) {
    final Optional<Path> javaHome = setting(environment, "JAVA_HOME").map(Path::of);
    final Optional<String> besuHome = setting(environment, "BESU_HOME");
    if (besuHome.isPresent()) {
      return Optional.of(at(Path.of(besuHome.get()), javaHome, systemJdks));
    }
    final Optional<Path> onPath = onPath(environment.getOrDefault("PATH", ""));
    if (onPath.isPresent()) {
      return Optional.of(at(onPath.get(), javaHome, systemJdks));
    }
    return Files.exists(usualHome.resolve("bin/besu"))
        ? Optional.of(at(usualHome, javaHome, systemJdks))
        : Optional.empty();
  }

  /**
   * The installation in this directory.
   *
   * @throws BesuUnusableException as {@link #find()} does
   */
  public static BesuInstallation at(final Path home) {
    return at(home, setting(System.getenv(), "JAVA_HOME").map(Path::of), SYSTEM_JDKS);
  }

  private static BesuInstallation at(
      final Path home, final Optional<Path> javaHome, final Path systemJdks) {
    if (!Files.isExecutable(home.resolve("bin/besu"))) {
      throw new BesuUnusableException(
          home
              + " has no bin/besu that can be executed: set BESU_HOME to an unpacked Besu distribution.");
    }
    final Optional<Path> mainJar = mainJar(home);
    final int feature =
        mainJar.map(BesuInstallation::requiredJava).orElse(Runtime.version().feature());
    final Jdk jdk =
        Jdk.find(feature, javaHome, systemJdks)
            .orElseThrow(
                () ->
                    new BesuUnusableException(
                        "The Besu in "
                            + home
                            + " needs JDK "
                            + feature
                            + " or newer, and neither JAVA_HOME nor "
                            + systemJdks
                            + " has one: install it, or set JAVA_HOME to it."));
    final String version =
        mainJar.flatMap(BesuInstallation::versionInName).orElseGet(() -> askedVersion(home, jdk));
    requireSupported(home, version);
    return new BesuInstallation(home.toAbsolutePath().normalize(), version, jdk.home());
  }

  private static void requireSupported(final Path home, final String version) {
    final BesuRelease release =
        BesuRelease.parse(version)
            .orElseThrow(
                () ->
                    new BesuUnusableException(
                        "The Besu in " + home + " has an unknown version: " + version));
    if (release.isBefore(BesuRelease.OLDEST)) {
      throw new BesuUnusableException(
          "The Besu in "
              + home
              + " is "
              + version
              + "; "
              + BesuRelease.OLDEST
              + " is the oldest that works here.");
    }
  }

  /** The jar with Besu's main class. */
  private static Optional<Path> mainJar(final Path home) {
    final Path lib = home.resolve("lib");
    if (!Files.isDirectory(lib)) {
      return Optional.empty();
    }
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(jar -> MAIN_JAR.matcher(jar.getFileName().toString()).matches())
          .sorted()
          .findFirst();
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot list " + lib, e);
    }
  }

  private static Optional<String> versionInName(final Path jar) {
    final Matcher name = MAIN_JAR.matcher(jar.getFileName().toString());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /** The Java version that the main class was compiled for. */
  private static int requiredJava(final Path jar) {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream entry = file.getInputStream(file.getEntry(MAIN_CLASS));
        DataInputStream classFile = new DataInputStream(entry)) {
      classFile.readInt(); // magic
      classFile.readUnsignedShort(); // minor version
      return classFile.readUnsignedShort() - CLASS_FILE_OFFSET;
    } catch (final IOException e) {
      throw new BesuUnusableException(jar + " holds no " + MAIN_CLASS + ": this Besu is damaged.");
    }
  }

  private static String askedVersion(final Path home, final Jdk jdk) {
    try {
      final ProcessBuilder builder =
          new ProcessBuilder(home.resolve("bin/besu").toString(), "--version")
              .redirectErrorStream(true);
      builder.environment().put("JAVA_HOME", jdk.home().toString());
      final Process process = builder.start();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      final Matcher version = VERSION_OUTPUT.matcher(output);
      if (!version.find()) {
        throw new BesuUnusableException(
            home + "/bin/besu --version answered: " + output.lines().findFirst().orElse("nothing"));
      }
      return version.group(1);
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot run " + home + "/bin/besu --version", e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BesuUnusableException("Interrupted while asking Besu for its version.");
    }
  }

  private static Optional<Path> onPath(final String path) {
    for (final String folder : path.split(File.pathSeparator, -1)) {
      final Path besu = Path.of(folder, "besu");
      if (!folder.isEmpty() && Files.isExecutable(besu)) {
        try {
          final Path home = besu.toRealPath().getParent().getParent();
          if (home != null) {
            return Optional.of(home);
          }
        } catch (final IOException e) {
          throw new UncheckedIOException("Cannot follow " + besu, e);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> setting(
      final Map<String, String> environment, final String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  BesuRelease release() {
    return BesuRelease.parse(version)
        .orElseThrow(() -> new BesuUnusableException("Unknown version of Besu: " + version));
  }

  /**
   * The start script. The distribution has a second one without its own JVM settings, among them a
   * flight recording that makes starting slower; the launcher brings settings of its own.
   */
  Path executable() {
    final Path untuned = home.resolve("bin/besu-untuned");
    return Files.isExecutable(untuned) ? untuned : home.resolve("bin/besu");
  }
}
