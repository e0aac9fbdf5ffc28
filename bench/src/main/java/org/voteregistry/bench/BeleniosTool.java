package org.voteregistry.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reference program of the Belenios protocol, where it is installed. */
final class BeleniosTool {
  private final Path executable;

  private BeleniosTool(final Path executable) {
    this.executable = executable;
  }

  /** Looks for it on the PATH. */
  static Optional<BeleniosTool> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "belenios-tool"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(BeleniosTool::new);
  }

  /**
   * What it said.
   *
   * @param accepted whether it ended with status 0
   * @param lastLine the end of its output
   */
  record Verdict(boolean accepted, String lastLine) {}

  /** Verifies the archive that lies alone in a folder. */
  Verdict verify(final Path folder) {
    try {
      final Process process =
          new ProcessBuilder(executable.toString(), "election", "verify")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      final List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .strip()
              .lines()
              .toList();
      return new Verdict(process.waitFor() == 0, lines.isEmpty() ? "" : lines.getLast());
    } catch (final IOException e) {
      throw new BenchFailed("%s cannot be run: %s".formatted(executable, e.getMessage()));
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }
}
