package org.voteregistry.client.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.voteregistry.ballot.archive.ArchiveWriter;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;

/**
 * Adds to an archive in a copy that takes its place only when it is whole and passes the audit: an
 * archive is append-only, so what is wrong in it can never be taken out.
 */
final class ArchiveExtension {
  private ArchiveExtension() {}

  /** What is added. */
  interface Events {
    void write(ArchiveWriter writer) throws IOException;
  }

  static void append(final Path archive, final Events events) {
    final Path copy = archive.resolveSibling("." + archive.getFileName() + ".next");
    try {
      Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
      try (ArchiveWriter writer = ArchiveWriter.append(copy)) {
        events.write(writer);
      }
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Audit.require(copy);
      Files.move(
          copy, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (final IOException e) {
      throw new CommandFailed(ExitCodes.USAGE, archive + " cannot be continued: " + e.getMessage());
    } finally {
      delete(copy);
    }
  }

  private static void delete(final Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (final IOException e) {
      throw new CommandFailed(ExitCodes.USAGE, copy + " cannot be deleted: " + e.getMessage());
    }
  }
}
