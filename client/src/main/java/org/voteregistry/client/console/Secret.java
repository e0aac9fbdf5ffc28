package org.voteregistry.client.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.InputFile;

/**
 * A secret as it was typed or stands in a file, without white space around it. It never comes from
 * an argument, which every user of the machine can read. Closing it overwrites it.
 */
public final class Secret implements AutoCloseable {
  private static final long LONGEST = 4096;

  private final byte[] bytes;

  private Secret(final byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a secret from a file, or asks for it on the terminal.
   *
   * @param option what to give where there is no terminal
   */
  public static Secret read(
      final Optional<Path> file,
      final Optional<Terminal> terminal,
      final String prompt,
      final String option,
      final Output output) {
    if (file.isPresent()) {
      return ofFile(file.get(), output);
    }
    return typed(
        terminal
            .orElseThrow(
                () ->
                    new CommandFailed(
                        ExitCodes.USAGE, "There is no terminal to ask: give " + option))
            .askSecretly(prompt + ": ")
            .orElseThrow(() -> new CommandFailed(ExitCodes.USAGE, "Nothing was typed")));
  }

  private static Secret typed(final char[] typed) {
    final byte[] bytes = new byte[typed.length];
    for (int i = 0; i < typed.length; i++) {
      // All secrets of the protocol are ASCII; anything else becomes a character that is refused.
      bytes[i] = typed[i] < 128 ? (byte) typed[i] : (byte) '?';
    }
    Arrays.fill(typed, '\0');
    return stripped(bytes);
  }

  /** Reads a secret from a file, and says so where others can read the file, too. */
  public static Secret ofFile(final Path file, final Output output) {
    final byte[] content = InputFile.bytes(file, LONGEST);
    if (readableByOthers(file)) {
      output.warn(file + " can be read by other users: chmod 600 it");
    }
    return stripped(content);
  }

  private static boolean readableByOthers(final Path file) {
    try {
      final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ);
    } catch (final IOException | UnsupportedOperationException e) {
      // Nothing is known about the file, so there is nothing to say.
      return false;
    }
  }

  private static Secret stripped(final byte[] content) {
    int from = 0;
    int to = content.length;
    while (from < to && Character.isWhitespace(content[from])) {
      from++;
    }
    while (to > from && Character.isWhitespace(content[to - 1])) {
      to--;
    }
    final byte[] bytes = Arrays.copyOfRange(content, from, to);
    Arrays.fill(content, (byte) 0);
    return new Secret(bytes);
  }

  /** The secret itself; it is overwritten when this is closed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The secret as characters, which the caller overwrites. */
  public char[] characters() {
    final char[] characters = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      characters[i] = (char) (bytes[i] & 0xff);
    }
    return characters;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  /** Says nothing about the secret. */
  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
