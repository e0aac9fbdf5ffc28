package org.voteregistry.backend.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Secrets of this installation: one file each in {@code data/secrets}, readable by the owner only,
 * generated when first asked for and never replaced.
 */
@Component
public class Secrets {
  private static final int RANDOM_BYTES = 32;
  private final DataFolder data;

  /** Keeps secrets in the {@code secrets} folder below {@code data}. */
  public Secrets(final DataFolder data) {
    this.data = data;
  }

  /** Where the secret of that name is kept, whether it exists yet or not. */
  public Path file(final String name) {
    return data.ownerOnlyFolder("secrets").resolve(name);
  }

  /**
   * The secret of that name: 64 hexadecimal digits (256 bits from {@link SecureRandom}) when it had
   * to be generated, else the content of its file without surrounding white space.
   */
  public String token(final String name) {
    final Path file = file(name);
    try {
      if (!Files.exists(file)) {
        create(file, newToken());
      }
      final String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        throw new IllegalStateException(
            "%s is empty: put the secret back, or delete the file to get a new one"
                .formatted(file));
      }
      return token;
    } catch (final IOException e) {
      throw new UncheckedIOException("cannot read or create the secret " + file, e);
    }
  }

  private static String newToken() {
    final byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Written aside and linked into place: the file is never seen half written or half protected. */
  private static void create(final Path file, final String token) throws IOException {
    final Path draft =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    try {
      try (SeekableByteChannel channel =
          Files.newByteChannel(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        final ByteBuffer line = ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) {
          channel.write(line);
        }
      }
      try {
        Files.createLink(file, draft);
      } catch (final FileAlreadyExistsException e) {
        // Another instance was first; its secret is the one.
        return;
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
