package org.voteregistry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a measurement keeps its network, databases and logs, or a voter his secrets. */
final class WorkFolder {
  private WorkFolder() {}

  /** Work in a folder. */
  interface Work<T> {
    T in(Path folder) throws IOException;
  }

  /** Works in this folder, which stays, or in one of its own, which is deleted afterwards. */
  static <T> T use(final Optional<Path> keep, final Work<T> work) {
    try {
      final Path folder =
          keep.isPresent()
              ? Files.createDirectories(keep.get())
              : Files.createTempDirectory("vote-registry-bench");
      try {
        return work.in(folder.toAbsolutePath());
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
