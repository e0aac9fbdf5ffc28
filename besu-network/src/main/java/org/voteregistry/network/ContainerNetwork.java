package org.voteregistry.network;

import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The three validators of compose.yaml, with the development keys. Their data is in volumes of the
 * engine.
 */
final class ContainerNetwork extends RunningNodes {
  static final int VALIDATORS = 3;
  private static final String COMPOSE_FILE = "compose.yaml";

  private ContainerNetwork(
      final NetworkFolder folder,
      final NetworkDescriptor descriptor,
      final List<ContainerNode> nodes,
      final FileLock lock) {
    super(folder, descriptor, nodes, lock);
  }

  static ContainerNetwork start(
      final NetworkOptions options,
      final NetworkFolder folder,
      final NetworkDescriptor descriptor,
      final FileLock lock) {
    final ContainerNetwork network =
        new ContainerNetwork(
            folder, descriptor, nodes(folder, descriptor, options.votesPlugin().isPresent()), lock);
    network.launchAll(options.startTimeout());
    return network;
  }

  /** The nodes as another launcher started them. */
  static List<ContainerNode> nodes(final NetworkFolder folder, final NetworkDescriptor descriptor) {
    return nodes(folder, descriptor, false);
  }

  private static List<ContainerNode> nodes(
      final NetworkFolder folder, final NetworkDescriptor descriptor, final boolean votes) {
    final ContainerEngine engine =
        ContainerEngine.find()
            .orElseThrow(
                () ->
                    new BesuUnusableException(
                        "No container engine answers: `docker info` and `docker compose version` must work."));
    final Path composeFile = composeFile(Path.of("").toAbsolutePath());
    return IntStream.range(0, descriptor.nodes().size())
        .mapToObj(
            i ->
                new ContainerNode(
                    engine,
                    composeFile,
                    i,
                    folder.node(i).resolve("container"),
                    environment(descriptor, votes)))
        .toList();
  }

  /** The ports that the compose file publishes, and whether it serves the votes index. */
  private static Map<String, String> environment(
      final NetworkDescriptor descriptor, final boolean votes) {
    final Map<String, String> environment = new LinkedHashMap<>();
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      environment.put(
          "VOTE_REGISTRY_RPC_" + (i + 1), Integer.toString(descriptor.nodes().get(i).rpcPort()));
    }
    if (votes) {
      environment.put("VOTE_REGISTRY_EXTRA_APIS", "," + VotesPlugin.API);
    }
    return environment;
  }

  private static Path composeFile(final Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(COMPOSE_FILE))) {
        return folder.resolve(COMPOSE_FILE);
      }
    }
    throw new BesuUnusableException(
        COMPOSE_FILE
            + " is neither in "
            + start
            + " nor above it: start from the project's folder.");
  }

  @Override
  public boolean isBesu() {
    return true;
  }

  @Override
  void launch(final int node) {
    ((ContainerNode) node(node)).start();
  }
}
