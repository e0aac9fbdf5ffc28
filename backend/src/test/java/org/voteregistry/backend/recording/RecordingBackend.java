package org.voteregistry.backend.recording;

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
import org.voteregistry.backend.support.Api;

/** The service with its {@link KillSwitch}, as a process of its own. */
final class RecordingBackend implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private final Path data;
  private final Path log;
  private final Path killSwitch;
  private final int port;
  private final List<String> arguments;
  private Process process;

  RecordingBackend(final Path data, final String name, final List<String> arguments)
      throws IOException {
    this.data = data;
    this.log = data.resolve(name + ".log");
    this.killSwitch = data.resolve(name + ".kill");
    this.arguments = List.copyOf(arguments);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  void start() throws Exception {
    final List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                KillSwitch.class.getName(),
                "--server.port=" + port,
                "--voteregistry.data-dir=" + data,
                "--kill-switch=" + killSwitch));
    command.addAll(arguments);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    final Instant end = Instant.now().plus(PATIENCE);
    while (!ready()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError("the backend does not get ready:\n" + log());
      }
      Thread.sleep(100);
    }
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

  Api api() {
    return Api.of(port, data);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Arms the kill switch for the next time that the step is reached. */
  void dieAt(final String step) throws IOException {
    Files.writeString(killSwitch, step);
  }

  /** Waits until the kill switch has ended the process. */
  void awaitDeath() throws Exception {
    if (!process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)) {
      throw new AssertionError("the backend lives:\n" + log());
    }
    if (process.exitValue() != 137) {
      throw new AssertionError("it ended by itself, status " + process.exitValue());
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws Exception {
    if (isAlive()) {
      process.destroy();
      if (!process.waitFor(40, java.util.concurrent.TimeUnit.SECONDS)) {
        kill();
      }
    }
  }
}
