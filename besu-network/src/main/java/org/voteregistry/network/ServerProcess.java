package org.voteregistry.network;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One server process with a log and a pid file. The pid file outlives the launcher, so that the
 * next launcher finds, checks and stops what an earlier one left behind.
 */
public final class ServerProcess implements ChainNode {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final long LOG_KEPT_BYTES = 20L << 20;
  private static final int TAIL_BYTES = 6_000;
  private static final int TAIL_LINES = 25;

  private final String name;
  private final Path pidFile;
  private final Path workingDirectory;
  private final Path log;

  /**
   * @param name what messages call it, for example "validator 2"
   * @param pidFile where its process is noted while it runs
   * @param workingDirectory an existing folder that it runs in
   * @param log file that its output is appended to
   */
  public ServerProcess(
      final String name, final Path pidFile, final Path workingDirectory, final Path log) {
    this.name = name;
    this.pidFile = pidFile;
    this.workingDirectory = workingDirectory;
    this.log = log;
  }

  @Override
  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  /** Starts the process, unless it runs already. */
  public synchronized void start(
      final List<String> command, final Map<String, String> environment) {
    if (isRunning()) {
      return;
    }
    try {
      keepLogSmall();
      final ProcessBuilder builder =
          new ProcessBuilder(inOwnSession(command)).directory(workingDirectory.toFile());
      builder.environment().putAll(environment);
      final Process process =
          builder
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      ProcessIdentity.of(process.toHandle()).write(pidFile);
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot start " + name + ": " + command.getFirst(), e);
    }
  }

  /** The process where it runs, whoever started it. */
  public Optional<ProcessHandle> running() {
    return ProcessIdentity.read(pidFile).flatMap(ProcessIdentity::running);
  }

  @Override
  public boolean isRunning() {
    return running().isPresent();
  }

  /** Whether it was started, not stopped by us, and is gone nevertheless. */
  @Override
  public boolean endedByItself() {
    return Files.exists(pidFile) && !isRunning();
  }

  /** Asks the process to end; does not wait. */
  @Override
  public void requestStop() {
    running().ifPresent(ProcessHandle::destroy);
  }

  /** Asks the process to end, and ends it by force where it does not within 30 seconds. */
  @Override
  public void stop() {
    stop(STOP_TIMEOUT);
  }

  /** Asks the process to end, and ends it by force where it does not in time. */
  public void stop(final Duration timeout) {
    requestStop();
    if (!awaitEnd(timeout)) {
      kill();
    }
    forget();
  }

  /** Ends the process at once, without letting it tidy up. */
  @Override
  public void kill() {
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
      Files.deleteIfExists(pidFile);
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot remove " + pidFile, e);
    }
  }

  private void keepLogSmall() throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public String whereItsLogIs() {
    return log.toString();
  }

  /** The last lines of the log. */
  @Override
  public String logTail() {
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

  /**
   * A Ctrl-C in the terminal reaches every process of the launcher's session. Servers get a session
   * of their own where the system can do that, so that the launcher ends them in the right order.
   */
  private static List<String> inOwnSession(final List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    final List<String> inSession = new ArrayList<>();
    inSession.add(SETSID.toString());
    inSession.addAll(command);
    return inSession;
  }
}
