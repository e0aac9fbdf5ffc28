package org.voteregistry.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.web3j.crypto.Credentials;

/** Files that a command is given. */
public final class InputFile {
  /** Longer than a receipt, a key and a ballot. */
  private static final long LONGEST = 1 << 20;

  private InputFile() {}

  /** The content of a small file. */
  public static byte[] bytes(final Path file) {
    return bytes(file, LONGEST);
  }

  /**
   * The content of a file.
   *
   * @param longest in bytes; a longer file is refused
   */
  public static byte[] bytes(final Path file, final long longest) {
    try {
      if (Files.size(file) > longest) {
        throw new CommandFailed(
            ExitCodes.USAGE, "%s is longer than %,d bytes: another file?".formatted(file, longest));
      }
      return Files.readAllBytes(file);
    } catch (final NoSuchFileException e) {
      throw new CommandFailed(ExitCodes.USAGE, file + " is not there");
    } catch (final IOException e) {
      throw new CommandFailed(ExitCodes.USAGE, file + " cannot be read: " + e.getMessage());
    }
  }

  /** The account of a private key; the key itself goes into no message. */
  static Credentials account(final Path file) {
    final String key = new String(bytes(file), StandardCharsets.UTF_8).strip();
    if (!key.matches("(0x)?[0-9a-fA-F]{64}")) {
      throw new CommandFailed(
          ExitCodes.USAGE, file + " does not hold a private key: 64 hexadecimal digits, alone");
    }
    return Credentials.create(key);
  }
}
