package org.voteregistry.backend.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.voteregistry.backend.settings.DataFolder;
import org.voteregistry.backend.settings.Secrets;

/**
 * A real PostgreSQL server in {@code data/postgres}, reachable over 127.0.0.1 with a generated
 * password (SCRAM) only: no Unix socket, no {@code trust}. Its commits survive the loss of power.
 *
 * <p>It runs in a session of its own, so neither Ctrl-C nor {@code kill -9} on the service takes it
 * along. A server that such a kill left behind is shut down in order at the next start.
 */
final class PostgresServer implements AutoCloseable {
  /** Role and database of the service. */
  static final String USER = "voteregistry";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final String PASSWORD = "postgres-password";
  private static final int PORT_ATTEMPTS = 5;
  private static final int WAIT_SECONDS = 60;

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          // An acknowledged ballot must outlive a power cut.
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=100",
          "shared_buffers=128MB",
          "max_wal_size=1GB",
          "timezone=UTC",
          // A failing statement's detail would show which credential voted when.
          "log_error_verbosity=terse",
          "log_min_error_statement=panic",
          "log_statement=none");

  private final DataFolder data;
  private final Secrets secrets;
  private final PostgresProgram program;
  private final int wantedPort;
  private Path bin;
  private int port;
  private FileChannel lockFile;

  PostgresServer(
      final DataFolder data,
      final Secrets secrets,
      final PostgresProgram program,
      final int wantedPort) {
    this.data = data;
    this.secrets = secrets;
    this.program = program;
    this.wantedPort = wantedPort;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  String password() {
    return secrets.token(PASSWORD);
  }

  /** Creates the cluster when it is missing, ends a server left behind, and starts a new one. */
  void start() {
    try {
      lock();
      bin = program.bin();
      final Path cluster = cluster();
      if (!Files.exists(cluster.resolve("PG_VERSION"))) {
        createCluster(cluster);
      } else if (!Files.exists(secrets.file(PASSWORD))) {
        throw new IllegalStateException(
            "%s exists but its password %s does not: put that file back"
                .formatted(cluster, secrets.file(PASSWORD)));
      }
      if (leftBehind(cluster).isPresent()) {
        LOG.warn("stopping the PostgreSQL server that an earlier run left behind");
        stop();
      }
      launch(cluster);
    } catch (final IOException e) {
      throw new UncheckedIOException("cannot start the embedded PostgreSQL", e);
    }
  }

  private Path cluster() {
    return data.dataDir().resolve("postgres");
  }

  private void lock() throws IOException {
    final Path file = data.folder("run").resolve("postgres.lock");
    lockFile = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (final OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      lockFile.close();
      throw new IllegalStateException(
          ("another instance runs its database in %s: stop it, or give this one another"
                  + " voteregistry.data-dir, or let both share a server by SPRING_DATASOURCE_URL")
              .formatted(data.dataDir()));
    }
  }

  private void createCluster(final Path cluster) throws IOException {
    final Path draft = cluster.resolveSibling("postgres.new");
    FileSystemUtils.deleteRecursively(draft);
    secrets.token(PASSWORD);
    run(
        "initdb",
        "--pgdata=" + draft,
        "--username=" + USER,
        "--pwfile=" + secrets.file(PASSWORD),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // Order by bytes, on every machine.
        "--locale=C",
        "--data-checksums");
    Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The server that still runs on this cluster. The process is compared by its command line, since
   * a process id may belong to somebody else after a restart of the machine.
   */
  private static Optional<ProcessHandle> leftBehind(final Path cluster) throws IOException {
    final Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    final List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("[1-9][0-9]{0,9}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(process -> runsOn(cluster, process.pid()));
  }

  private static boolean runsOn(final Path cluster, final long pid) {
    try {
      final String commandLine =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
      return Arrays.asList(commandLine.split("\0")).contains(cluster.toString());
    } catch (final IOException e) {
      LOG.debug("process {} is gone", pid, e);
      return false;
    }
  }

  private void launch(final Path cluster) throws IOException {
    final Path log = data.ownerOnlyFolder("log").resolve("postgres.log");
    IllegalStateException failure = null;
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      port = wantedPort == 0 ? freePort() : wantedPort;
      final StringBuilder options = new StringBuilder("-p " + port);
      SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
      try {
        run(
            "pg_ctl",
            "start",
            "--wait",
            "--timeout=" + WAIT_SECONDS,
            "--pgdata=" + cluster,
            "--log=" + log,
            "--options=" + options);
        LOG.info("PostgreSQL runs in {} on 127.0.0.1:{}", cluster, port);
        return;
      } catch (final IllegalStateException e) {
        // Somebody may have taken the free port in between.
        failure = e;
        if (wantedPort != 0) {
          break;
        }
      }
    }
    throw new IllegalStateException("PostgreSQL does not start; its log is " + log, failure);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void stop() throws IOException {
    run(
        "pg_ctl",
        "stop",
        "--mode=fast",
        "--wait",
        "--timeout=" + WAIT_SECONDS,
        "--pgdata=" + cluster());
  }

  @Override
  public void close() throws IOException {
    if (lockFile == null) {
      return;
    }
    try {
      if (leftBehind(cluster()).isPresent()) {
        stop();
      }
    } finally {
      lockFile.close();
    }
  }

  private void run(final String name, final String... arguments) throws IOException {
    final List<String> command = new ArrayList<>();
    if (isRoot()) {
      // PostgreSQL refuses to run as root. In a user namespace without mappings it sees "nobody",
      // while the files stay the owner's.
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(bin.resolve(name).toString());
    command.addAll(List.of(arguments));
    // Into a file: a pipe would stay open for as long as the server that pg_ctl starts.
    final Path output =
        Files.createTempFile(
            data.folder("run"),
            name,
            ".out",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      final Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(2L * WAIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("%s did not end in time".formatted(name));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "%s ended with status %d: %s"
                .formatted(name, process.exitValue(), Files.readString(output).strip()));
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
  }
}
