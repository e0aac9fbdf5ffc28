package org.voteregistry.backend.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The one folder that holds everything the service keeps on disk.
 *
 * @param dataDir property {@code voteregistry.data-dir}, {@code ./data} by default
 */
@ConfigurationProperties("voteregistry")
public record DataFolder(Path dataDir) {
  /** Makes the path absolute, so that a later change of working directory cannot move it. */
  public DataFolder {
    dataDir = (dataDir == null ? Path.of("data") : dataDir).toAbsolutePath().normalize();
  }

  /** A folder below the data folder, for example {@code log}; it exists afterwards. */
  public Path folder(final String name) {
    try {
      return Files.createDirectories(dataDir.resolve(name));
    } catch (final IOException e) {
      throw new UncheckedIOException(
          "cannot create the folder %s: check its permissions, or set voteregistry.data-dir"
              .formatted(dataDir.resolve(name)),
          e);
    }
  }

  /** A folder that only the owner of the process can enter; it exists afterwards. */
  public Path ownerOnlyFolder(final String name) {
    final Path folder = folder(name);
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (final IOException e) {
      throw new UncheckedIOException("cannot restrict %s to its owner".formatted(folder), e);
    }
    return folder;
  }
}
