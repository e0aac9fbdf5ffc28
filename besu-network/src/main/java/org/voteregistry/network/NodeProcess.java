package org.voteregistry.network;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One server process with a log and a pid file in its own folder. The pid file outlives the
 * launcher, so that the next launcher finds, checks and stops what an earlier one left behind.
 */
final class NodeProcess {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final long LOG_KEPT_BYTES = 20L << 20;
  private static final int TAIL_BYTES = 6_000;
  private static final int TAIL_LINES = 25;

  private final String name;
  private final Path folder;
  private final Path log;

  /**
   * @param name what messages call it, for example "validator 2"
   * @param folder an existing folder for its pid file and working directory
   * @param log file that its output is appended to
   */
  NodeProcess(final String name, final Path folder, final Path log) {
    this.name = name;
    this.folder = folder;
    this.log = log;
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  /** Starts the process, unless it runs already. */
  synchronized void start(final List<String> command, final Map<String, String> environment) {
    if (isRunning()) {
      return;
    }
    try {
      keepLogSmall();
      final ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      final Process process =
          builder
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      ProcessIdentity.of(process.toHandle()).write(pidFile());
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot start " + name + ": " + command.getFirst(), e);
    }
  }

  /** The process where it runs, whoever started it. */
  Optional<ProcessHandle> running() {
    return ProcessIdentity.read(pidFile()).flatMap(ProcessIdentity::running);
  }

  boolean isRunning() {
    return running().isPresent();
  }

  /** Whether it was started, not stopped by us, and is gone nevertheless. */
  boolean endedByItself() {
    return Files.exists(pidFile()) && !isRunning();
  }

  /** Asks the process to end; does not wait. */
  void requestStop() {
    running().ifPresent(ProcessHandle::destroy);
  }

  /** Asks the process to end, and ends it by force where it does not within 30 seconds. */
  void stop() {
    requestStop();
    if (!awaitEnd(STOP_TIMEOUT)) {
      kill();
    }
    forget();
  }

  /** Ends the process at once, without letting it tidy up. */
  void kill() {
    running().ifPresent(ProcessHandle::destroyForcibly);
    awaitEnd(Duration.ofSeconds(10));
    forget();
  }

  private boolean awaitEnd(final Duration timeout) {
    final Optional<ProcessHandle> process = running();
    if (process.isEmpty()) {
      return true;
    }
    final long deadline = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        // onExit never completes for a zombie that is not our child, hence the short waits
        process.get().onExit().get(100, TimeUnit.MILLISECONDS);
        return true;
      } catch (final TimeoutException e) {
        if (!isRunning()) {
          return true;
        }
      } catch (final ExecutionException e) {
        throw new CompletionException(e.getCause());
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !isRunning();
  }

  private void forget() {
    if (isRunning()) {
      return;
    }
    try {
      Files.deleteIfExists(pidFile());
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot remove " + pidFile(), e);
    }
  }

  private void keepLogSmall() throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The last lines of the log. */
  String logTail() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      final long from = Math.max(0, file.length() - TAIL_BYTES);
      final byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      final List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (final IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  private Path pidFile() {
    return folder.resolve("pid");
  }
}
