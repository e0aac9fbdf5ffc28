package org.voteregistry.backend.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path into a folder named after the archive's
 * SHA-256. The folder appears under its name only when complete.
 */
final class PostgresProgram {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresProgram.class);
  private static final Set<String> AMD64 = Set.of("amd64", "x86_64");
  private static final Set<String> ARM64 = Set.of("aarch64", "arm64");
  private final Path programs;

  PostgresProgram(final Path programs) {
    this.programs = programs;
  }

  /** The folder that holds {@code initdb}, {@code pg_ctl} and {@code postgres}. */
  Path bin() {
    try {
      final Path folder = programs.resolve("postgres-" + digest().substring(0, 16));
      if (!Files.isDirectory(folder)) {
        LOG.info("unpacking PostgreSQL into {}", folder);
        unpackInto(folder);
      }
      return folder.resolve("bin");
    } catch (final IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL into " + programs, e);
    }
  }

  private static InputStream archive() {
    final String processor = System.getProperty("os.arch");
    final String name;
    if (AMD64.contains(processor)) {
      name = "/postgres-linux-x86_64.txz";
    } else if (ARM64.contains(processor)) {
      name = "/postgres-linux-arm_64.txz";
    } else {
      throw noProgram(processor);
    }
    final InputStream archive = PostgresProgram.class.getResourceAsStream(name);
    if (archive == null || !System.getProperty("os.name").startsWith("Linux")) {
      throw noProgram(processor);
    }
    return archive;
  }

  private static IllegalStateException noProgram(final String processor) {
    return new IllegalStateException(
        "no embedded PostgreSQL for %s on %s: run a server and set SPRING_DATASOURCE_URL"
            .formatted(System.getProperty("os.name"), processor));
  }

  private static String digest() throws IOException {
    try (InputStream in = archive();
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void unpackInto(final Path folder) throws IOException {
    Files.createDirectories(programs);
    final Path draft = Files.createTempDirectory(programs, ".unpacking-");
    try {
      try (InputStream in = archive();
          TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(entry, tar, draft);
        }
      }
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      try {
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (final FileAlreadyExistsException | DirectoryNotEmptyException e) {
        LOG.debug("another instance unpacked PostgreSQL first", e);
      }
    } finally {
      FileSystemUtils.deleteRecursively(draft);
    }
  }

  private static void unpack(
      final TarArchiveEntry entry, final TarArchiveInputStream tar, final Path folder)
      throws IOException {
    final Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("the archive has a path outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    Files.setPosixFilePermissions(
        target,
        PosixFilePermissions.fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
  }
}
