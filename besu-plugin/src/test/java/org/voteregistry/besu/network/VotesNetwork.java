package org.voteregistry.besu.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import org.voteregistry.network.BesuInstallation;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;
import tools.jackson.databind.JsonNode;

/** Three real validators with the packaged plugin. */
public final class VotesNetwork implements AutoCloseable {
  static final Path JAR = Path.of("target", "plugins", "vote-registry-besu-plugin.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ChainNetwork network;
  private final Path folder;
  private final List<NodeRpc> nodes;

  private VotesNetwork(final ChainNetwork network, final Path folder) {
    this.network = network;
    this.folder = folder;
    nodes = network.rpcUrls().stream().map(NodeRpc::new).toList();
  }

  /** Skips the test where there is no Besu. */
  public static void assumeBesu() {
    assumeTrue(
        BesuInstallation.find().isPresent(),
        "no Besu in BESU_HOME, on PATH or in /opt/besu: the plugin is not tried in a real node");
    assertThat(JAR).as("the packaged plugin: run mvn verify").exists();
  }

  /** Whether one of the jars of the Besu that is found has this entry. */
  static boolean besuHas(final String entry) throws IOException {
    final Path lib = BesuInstallation.find().orElseThrow().home().resolve("lib");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
      for (final Path path : jars) {
        try (JarFile jar = new JarFile(path.toFile())) {
          if (jar.getEntry(entry) != null) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Starts a network in a new folder, with the plugin. */
  public static VotesNetwork start(final Path folder) throws IOException {
    return new VotesNetwork(
        ChainNetwork.start(
            options(folder)
                .votesPlugin(JAR)
                .extraNodeArguments(
                    "--plugin-votes-contract=" + Registry.ADDRESS,
                    "--Xplugin-votes-fault=file:" + faultFile(folder))
                .build()),
        folder);
  }

  /** Ends this network and starts its nodes again, on the same chain, without the plugin. */
  public VotesNetwork startAgainWithoutPlugin() throws IOException {
    close();
    return new VotesNetwork(ChainNetwork.start(options(folder).build()), folder);
  }

  private static NetworkOptions.Builder options(final Path folder) {
    return NetworkOptions.in(folder.resolve("network"))
        .kind(ChainKind.BESU)
        .validators(3)
        .freePorts()
        .heap("384m");
  }

  private static Path faultFile(final Path folder) {
    return folder.toAbsolutePath().resolve("fault");
  }

  /** Makes the index of every node fail or slow from the next block on. */
  public void fault(final String fault) throws IOException {
    final Path written = Files.writeString(folder.resolve("fault.new"), fault);
    Files.move(
        written,
        faultFile(folder),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  public ChainNetwork chain() {
    return network;
  }

  public NodeRpc node(final int node) {
    return nodes.get(node);
  }

  public List<NodeRpc> nodes() {
    return nodes;
  }

  public URI url(final int node) {
    return network.rpcUrls().get(node);
  }

  /** Where a node keeps its index. */
  public Path indexFolder(final int node) throws IOException {
    try (var found =
        Files.find(
            folder.resolve("network"),
            8,
            (path, a) -> path.endsWith("votes-index") && a.isDirectory())) {
      return found.sorted().toList().get(node);
    }
  }

  /** Waits until a node's index holds that many votes and its newest block; its status then. */
  public JsonNode awaitIndex(final int node, final long votes) throws Exception {
    final long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode status = null;
    while (System.nanoTime() < deadline) {
      try {
        status = nodes.get(node).call("votes_status");
        if (status.get("votes").longValue() == votes
            && status.get("state").asString().equals("live")
            && status.get("lag").longValue() <= 1) {
          return status;
        }
      } catch (final IOException e) {
        // The node is on its way up.
      }
      Thread.sleep(200);
    }
    throw new AssertionError("node " + node + " does not hold " + votes + " votes: " + status);
  }

  /** Waits until a node answers for the votes. */
  public void awaitAnswer(final int node) throws Exception {
    final long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        nodes.get(node).call("votes_status");
        return;
      } catch (final IOException e) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("node " + node + " does not answer");
  }

  @Override
  public void close() {
    network.close();
  }
}
