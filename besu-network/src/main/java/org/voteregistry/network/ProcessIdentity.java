package org.voteregistry.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that was started earlier, perhaps by another launcher: its id and the moment it
 * started. Ids are used again by the system, so a process counts as ours only when both agree.
 *
 * @param pid process id
 * @param startedAt when the process started, as the operating system tells it
 */
public record ProcessIdentity(long pid, Instant startedAt) {
  /**
   * The system derives start times from its boot time, which moves a little when the clock is set.
   */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\s*");

  /** The identity of a running process. */
  public static ProcessIdentity of(final ProcessHandle process) {
    return new ProcessIdentity(
        process.pid(), process.info().startInstant().orElseGet(Instant::now));
  }

  /** Reads a file written by {@link #write}; empty where there is none or it was cut off. */
  public static Optional<ProcessIdentity> read(final Path file) {
    final String text;
    try {
      text = Files.readString(file);
    } catch (final java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    final Matcher line = LINE.matcher(text);
    return line.matches()
        ? Optional.of(
            new ProcessIdentity(
                Long.parseLong(line.group(1)), Instant.ofEpochMilli(Long.parseLong(line.group(2)))))
        : Optional.empty();
  }

  /** Writes the identity to a file, whole or not at all. */
  public void write(final Path file) {
    try {
      final Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, pid + " " + startedAt.toEpochMilli() + "\n");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** The process, where it still runs. */
  public Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::startedThen)
        .filter(p -> !isZombie());
  }

  private boolean startedThen(final ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(actual -> Duration.between(startedAt, actual).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }

  /**
   * A killed orphan stays as a zombie where no init process collects it (many containers), and Java
   * calls it alive. A zombie holds no port and no file.
   */
  private boolean isZombie() {
    final Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      final String text = Files.readString(stat);
      // "pid (name) state …": the name may itself contain parentheses
      final int state = text.lastIndexOf(')') + 2;
      return state < text.length() && text.charAt(state) == 'Z';
    } catch (final IOException e) {
      return false; // no /proc on this system, or the process is gone just now
    }
  }
}
