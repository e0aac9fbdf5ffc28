package org.voteregistry.client.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;

/**
 * Files that a command makes. None is ever overwritten: a key that is written over is lost, and a
 * published file that changes is a dispute. They are on disk when the command says so.
 */
public final class OutputFile {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> FOLDER_OF_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private OutputFile() {}

  /** Refuses, before any work is done, files that are there already. */
  public static void requireAbsent(final Path... files) {
    for (final Path file : files) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw exists(file);
      }
    }
  }

  /** Makes a file that everyone may see. */
  public static void create(final Path file, final byte[] content) {
    write(file, content);
  }

  /** Makes a file that only its owner can read and write, from its first byte on. */
  public static void createSecret(final Path file, final byte[] content) {
    requirePosix(file);
    write(file, content, OWNER_ONLY);
  }

  /** Makes a folder that only its owner can enter, where it is not there yet. */
  public static void createSecretFolder(final Path folder) {
    requirePosix(folder);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, FOLDER_OF_OWNER);
      }
    } catch (final NoSuchFileException e) {
      throw new CommandFailed(ExitCodes.USAGE, folder + " has no parent folder: make it first");
    } catch (final IOException e) {
      throw new CommandFailed(ExitCodes.USAGE, folder + " cannot be made: " + e.getMessage());
    }
  }

  /**
   * Puts a file that is neither a key nor published in its place, at once or not at all, so that a
   * command that is interrupted can be repeated. Its owner alone can read it.
   */
  public static void place(final Path file, final byte[] content) {
    final Path next = file.resolveSibling("." + file.getFileName() + ".next");
    try {
      Files.deleteIfExists(next);
      createSecret(next, content);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      // The new name must survive a power failure, too.
      try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
        folder.force(true);
      }
    } catch (final IOException e) {
      throw new CommandFailed(ExitCodes.USAGE, file + " cannot be written: " + e.getMessage());
    }
  }

  private static void write(
      final Path file, final byte[] content, final FileAttribute<?>... attributes) {
    try (FileChannel channel = FileChannel.open(file, NEW, attributes)) {
      final ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (final FileAlreadyExistsException e) {
      throw exists(file);
    } catch (final NoSuchFileException e) {
      throw new CommandFailed(ExitCodes.USAGE, file + " is in a folder that is not there");
    } catch (final IOException e) {
      throw new CommandFailed(ExitCodes.USAGE, file + " cannot be written: " + e.getMessage());
    }
  }

  private static void requirePosix(final Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          file + " would hold a secret, and this file system cannot keep it to its owner");
    }
  }

  private static CommandFailed exists(final Path file) {
    return new CommandFailed(
        ExitCodes.USAGE, file + " exists already and is not overwritten: choose another name");
  }
}
