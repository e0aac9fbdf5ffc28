package org.voteregistry.network.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voteregistry.network.ProcessIdentity;

/** The PostgreSQL that a killed backend leaves running. */
final class EmbeddedPostgres {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int DEPTH = 3;
  private static final int START_TIME_LINE = 2;

  private EmbeddedPostgres() {}

  /**
   * Ends the servers whose data lies under this folder.
   *
   * @return whether one was running
   */
  static boolean stop(final Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    final List<Path> pidFiles;
    try (Stream<Path> files =
        Files.find(folder, DEPTH, (file, facts) -> file.endsWith("postmaster.pid"))) {
      pidFiles = files.toList();
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot search " + folder, e);
    }
    boolean ran = false;
    for (final Path pidFile : pidFiles) {
      final Optional<ProcessHandle> server = read(pidFile).flatMap(ProcessIdentity::running);
      server.ifPresent(EmbeddedPostgres::end);
      ran |= server.isPresent();
    }
    return ran;
  }

  /**
   * postmaster.pid: process id, data folder, start time in seconds since 1970, port … one a line.
   */
  private static Optional<ProcessIdentity> read(final Path pidFile) {
    try {
      final List<String> lines = Files.readAllLines(pidFile);
      return lines.size() > START_TIME_LINE
          ? Optional.of(
              new ProcessIdentity(
                  Long.parseLong(lines.getFirst().strip()),
                  Instant.ofEpochSecond(Long.parseLong(lines.get(START_TIME_LINE).strip()))))
          : Optional.empty();
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot read " + pidFile, e);
    }
  }

  private static void end(final ProcessHandle server) {
    server.destroy();
    final long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
    while (ProcessIdentity.of(server).running().isPresent() && System.nanoTime() < deadline) {
      Pause.of(POLL);
    }
  }
}
