package org.voteregistry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a measurement keeps its network, databases and logs. */
final class WorkFolder {
  private WorkFolder() {}

  /** Work in a folder. */
  interface Work {
    void in(Path folder) throws IOException;
  }

  /** Works in this folder, which stays, or in one of its own, which is deleted afterwards. */
  static void use(final Optional<Path> keep, final Work work) {
    try {
      final Path folder =
          keep.isPresent()
              ? Files.createDirectories(keep.get())
              : Files.createTempDirectory("vote-registry-bench");
      try {
        work.in(folder.toAbsolutePath());
      } finally {
        if (keep.isEmpty()) {
          Folders.delete(folder);
        }
      }
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
