package org.voteregistry.network.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.ServerProcess;

/** The backend's process, in front of a network. */
final class Backend {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private static final Duration POLL = Duration.ofMillis(250);

  private final ServerProcess process;
  private final List<String> command;
  private final URI url;

  private Backend(final ServerProcess process, final List<String> command, final URI url) {
    this.process = process;
    this.command = List.copyOf(command);
    this.url = url;
  }

  /**
   * The backend of this system, not started.
   *
   * @param jar the executable jar
   * @param heap largest Java heap, as -Xmx takes it
   * @param port port on loopback
   */
  static Backend of(
      final SystemFolder folder,
      final ChainNetwork network,
      final Path jar,
      final String heap,
      final int port,
      final List<String> extraArguments) {
    final List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    command.add("-jar");
    command.add(jar.toAbsolutePath().toString());
    command.add("--voteregistry.data-dir=" + folder.data());
    command.add(
        "--voteregistry.chain.rpc-urls="
            + String.join(",", network.rpcUrls().stream().map(URI::toString).toList()));
    command.add(
        "--voteregistry.chain.admin-key-file="
            + folder.network().resolve(network.descriptor().adminKeyFile()));
    command.add("--server.port=" + port);
    command.add("--server.address=127.0.0.1");
    command.addAll(extraArguments);
    return new Backend(folder.backend(), command, URI.create("http://127.0.0.1:" + port));
  }

  URI url() {
    return url;
  }

  void start() {
    process.start(command, Map.of());
  }

  void stop() {
    process.stop();
  }

  boolean endedByItself() {
    return process.endedByItself();
  }

  /**
   * Waits until the backend says that it is ready.
   *
   * @throws SystemFailedException when it ends before, or takes longer
   */
  void awaitReady(final Duration timeout) {
    final long deadline = System.nanoTime() + timeout.toNanos();
    while (!isReady(url)) {
      if (!process.isRunning()) {
        throw new SystemFailedException(
            "The backend ended while it started. The end of "
                + process.log()
                + ":\n"
                + process.logTail());
      }
      if (System.nanoTime() > deadline) {
        throw new SystemFailedException(
            "The backend was not ready within "
                + timeout.toSeconds()
                + " s. The end of "
                + process.log()
                + ":\n"
                + process.logTail());
      }
      Pause.of(POLL);
    }
  }

  /** Whether a backend at this address says that it is ready. */
  static boolean isReady(final URI url) {
    final HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/ready")).timeout(Duration.ofSeconds(5)).GET().build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (final IOException e) {
      return false;
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
