package org.voteregistry.backend.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A backend that can be killed. */
public final class BackendProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private final Path data;
  private final Path log;
  private final int port;
  private Process process;

  private BackendProcess(final Path data, final int port) {
    this.data = data;
    this.port = port;
    log = data.resolve("backend-process.log");
  }

  public static BackendProcess on(final Path data) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new BackendProcess(data, socket.getLocalPort());
    }
  }

  public Api api() {
    return Api.of(port, data);
  }

  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Starts it and waits until it is ready. */
  public BackendProcess start(final String... arguments) throws Exception {
    launch(arguments);
    final Instant end = Instant.now().plus(PATIENCE);
    while (!ready()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError("the backend does not get ready:\n" + log());
      }
      Thread.sleep(200);
    }
    return this;
  }

  /** Starts it and waits until it ends by itself. */
  public int runToEnd(final String... arguments) throws Exception {
    launch(arguments);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the backend does not end:\n" + log());
    }
    return process.exitValue();
  }

  private void launch(final String... arguments) throws IOException {
    final List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                VoteRegistryWithInstantRecording.class.getName(),
                "--server.port=" + port,
                "--voteregistry.recording.enabled=false",
                "--voteregistry.ballot.unencrypted-allowed=true",
                "--voteregistry.chain.rpc-urls=http://127.0.0.1:1",
                "--voteregistry.data-dir=" + data,
                "--voteregistry.postgres.program-dir=" + BackendTest.PROGRAMS));
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  private boolean ready() throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (final IOException e) {
      return false;
    }
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, and waits for the end. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the backend does not stop");
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive()) {
      stop();
    }
  }
}
