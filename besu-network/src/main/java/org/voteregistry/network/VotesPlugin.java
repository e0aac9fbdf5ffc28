package org.voteregistry.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The votes index (module besu-plugin) as the nodes of a network load it.
 *
 * @param jar the packaged plugin
 */
record VotesPlugin(Path jar) {
  /** RPC namespace of its methods; Besu refuses to list it where the plugin is missing. */
  static final String API = "VOTES";

  /** Besu's own choice of metrics, which naming one more replaces, and the plugin's. */
  private static final List<String> METRICS =
      List.of(
          "BLOCKCHAIN",
          "BLOCK_PROCESSING",
          "ETHEREUM",
          "EXECUTORS",
          "JVM",
          "NETWORK",
          "PEERS",
          "PROCESS",
          "RPC",
          "SYNCHRONIZER",
          "TRANSACTION_POOL",
          "VOTES");

  /** The option that switches the plugin's metrics on. */
  static String metricsOption() {
    return "--metrics-category=" + String.join(",", METRICS);
  }

  /**
   * Copies it into the network's own folder, where no build replaces it under a node that runs.
   *
   * @param folder becomes the nodes' plugin folder
   */
  void install(final Path folder) {
    try {
      Files.createDirectories(folder);
      final Path part = folder.resolve("votes.part");
      Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          part, folder.resolve("vote-registry-besu-plugin.jar"), StandardCopyOption.ATOMIC_MOVE);
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot install the plugin " + jar + " in " + folder, e);
    }
  }
}
