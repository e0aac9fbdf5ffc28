package org.voteregistry.network.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.voteregistry.network.OwnerOnlyFile;
import org.voteregistry.network.ProcessIdentity;
import org.voteregistry.network.ServerProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data folder of a system.
 *
 * <pre>
 * network/             keys, genesis and node data
 * postgres/, secrets/  what the backend keeps
 * log/                 supervisor.log (detached), backend.log
 * run/                 who runs: supervisor.pid, backend.pid, lock; system.json once everything answers
 * </pre>
 *
 * @param data the folder
 */
record SystemFolder(Path data) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The folder, made when it is missing; only its owner may enter it. */
  static SystemFolder at(final Path data) {
    final SystemFolder folder = new SystemFolder(data.toAbsolutePath().normalize());
    try {
      OwnerOnlyFile.createFolder(folder.data);
      OwnerOnlyFile.createFolder(folder.run());
      OwnerOnlyFile.createFolder(folder.log());
      return folder;
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot make the data folder " + data, e);
    }
  }

  Path network() {
    return data.resolve("network");
  }

  Path log() {
    return data.resolve("log");
  }

  private Path run() {
    return data.resolve("run");
  }

  private Path stateFile() {
    return run().resolve("system.json");
  }

  private Path supervisorPidFile() {
    return run().resolve("supervisor.pid");
  }

  /** The process that watches everything; works in the folder that the launcher was called in. */
  ServerProcess supervisor() {
    return new ServerProcess(
        "vote-registry",
        supervisorPidFile(),
        Path.of("").toAbsolutePath(),
        log().resolve("supervisor.log"));
  }

  /**
   * Whether a supervisor runs that is not this process: the one in the background was noted by who
   * started it.
   */
  boolean anotherSupervises() {
    return supervisor()
        .running()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .isPresent();
  }

  ServerProcess backend() {
    return new ServerProcess(
        "the backend", run().resolve("backend.pid"), data, log().resolve("backend.log"));
  }

  /** Asks the supervisor to start a node again; it looks for this file every second. */
  Path startRequest(final int node) {
    return run().resolve("start-node-" + (node + 1));
  }

  /** Takes the folder for this process as its supervisor; empty where another one has it. */
  Optional<FileLock> lock() {
    try {
      final FileChannel channel =
          FileChannel.open(
              run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        final FileLock lock = channel.tryLock();
        if (lock != null) {
          return Optional.of(lock);
        }
      } catch (final OverlappingFileLockException e) {
        // held by this very process, which is somebody, too
      }
      channel.close();
      return Optional.empty();
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot lock " + run(), e);
    }
  }

  void noteSupervisor() {
    ProcessIdentity.of(ProcessHandle.current()).write(supervisorPidFile());
  }

  void forgetSupervisor() {
    delete(stateFile());
    delete(supervisorPidFile());
  }

  void forgetState() {
    delete(stateFile());
  }

  void save(final SystemState state) {
    try {
      final Path part = run().resolve("system.json.part");
      Files.writeString(part, JSON.writeValueAsString(state) + "\n");
      Files.move(part, stateFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot write " + stateFile(), e);
    }
  }

  /** What runs; empty as long as not everything answers. */
  Optional<SystemState> state() {
    if (!Files.exists(stateFile())) {
      return Optional.empty();
    }
    return Optional.of(JSON.readValue(stateFile().toFile(), SystemState.class));
  }

  static void delete(final Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot remove " + file, e);
    }
  }
}
