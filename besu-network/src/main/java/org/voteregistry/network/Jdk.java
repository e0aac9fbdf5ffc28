package org.voteregistry.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installed JDK or JRE.
 *
 * @param home its home directory
 * @param feature its feature version, for example 25
 */
record Jdk(Path home, int feature) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  /** The JDK in this directory; empty where there is none. */
  static Optional<Jdk> at(final Path home) {
    if (!Files.isExecutable(home.resolve("bin/java"))
        || !Files.isReadable(home.resolve("release"))) {
      return Optional.empty();
    }
    try {
      final Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find()
          ? Optional.of(new Jdk(home, Integer.parseInt(version.group(1))))
          : Optional.empty();
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot read " + home.resolve("release"), e);
    }
  }

  /**
   * The first that is new enough, of JAVA_HOME, the one that runs this program, and those that the
   * system keeps.
   *
   * @param javaHome the value of JAVA_HOME; empty where it is not set
   * @param systemFolder where the system keeps JDKs, one in a folder
   */
  static Optional<Jdk> find(
      final int feature, final Optional<Path> javaHome, final Path systemFolder) {
    final List<Path> homes = new ArrayList<>();
    javaHome.ifPresent(homes::add);
    homes.add(Path.of(System.getProperty("java.home")));
    if (Files.isDirectory(systemFolder)) {
      try (Stream<Path> folders = Files.list(systemFolder)) {
        folders.sorted().forEach(homes::add);
      } catch (final IOException e) {
        throw new UncheckedIOException("Cannot list " + systemFolder, e);
      }
    }
    return homes.stream()
        .flatMap(home -> at(home).stream())
        .filter(jdk -> jdk.feature() >= feature)
        .findFirst();
  }
}
