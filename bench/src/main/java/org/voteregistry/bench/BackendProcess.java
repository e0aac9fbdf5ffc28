package org.voteregistry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A backend of the measurement's own, on its own database. */
final class BackendProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final int STOP_SECONDS = 60;

  private final Path folder;
  private final List<String> command;
  private final BackendApi api;
  private Process process;

  BackendProcess(
      final Path jar, final Path folder, final List<URI> rpcUrls, final Path adminKeyFile) {
    this.folder = folder;
    final int port = freePort();
    final Path data = folder.resolve("backend");
    command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-jar",
            jar.toAbsolutePath().toString(),
            "--voteregistry.data-dir=" + data,
            "--voteregistry.chain.rpc-urls="
                + String.join(",", rpcUrls.stream().map(URI::toString).toList()),
            "--voteregistry.chain.admin-key-file=" + adminKeyFile,
            "--server.port=" + port);
    api = new BackendApi(URI.create("http://127.0.0.1:" + port), data);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (final IOException e) {
      throw new BenchFailed("no free port: " + e.getMessage());
    }
  }

  BackendApi api() {
    return api;
  }

  private Path log() {
    return folder.resolve("backend.log");
  }

  /** Starts it and waits until it is ready. */
  void start(final List<String> arguments) {
    final List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    try {
      Files.createDirectories(folder);
      process =
          new ProcessBuilder(all)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (final IOException e) {
      throw new BenchFailed("the backend cannot be started: " + e.getMessage());
    }
    Pause.until(
        "the backend is to be ready (its log: %s)".formatted(log()),
        START,
        () -> {
          if (!process.isAlive()) {
            throw new BenchFailed("the backend ended while it started; its log:\n" + logText());
          }
          return api.isReady();
        });
  }

  private String logText() {
    try {
      return Files.readString(log());
    } catch (final IOException e) {
      return "(cannot be read: %s)".formatted(e.getMessage());
    }
  }

  /** Ends it cleanly and waits until it is gone. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new BenchFailed("the backend did not stop within %d s".formatted(STOP_SECONDS));
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      stop();
    }
  }
}
