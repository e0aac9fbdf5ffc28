package org.voteregistry.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operating system offers to run programs on. */
final class Processors {
  private Processors() {}

  static int count() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * What to put before a command so that it stays on one processor; nothing where that is unknown.
   */
  static List<String> pin() {
    return program("taskset").map(taskset -> List.of(taskset, "-c", "0")).orElse(List.of());
  }

  /** A program on the path. */
  static Optional<String> program(final String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
