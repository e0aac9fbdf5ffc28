package org.voteregistry.network.system;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.network.ChainNode;
import org.voteregistry.network.NetworkDescriptor;
import org.voteregistry.network.NetworkFolder;
import org.voteregistry.network.NodeHealth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what runs. */
@Command(
    name = "status",
    description = "Says what runs; exits 0 only when every part answers.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final PrintWriter out = spec.commandLine().getOut();
    final SystemFolder folder = data.folder();
    final boolean supervised = folder.supervisor().isRunning();
    out.println(
        supervised
            ? "vote-registry runs in " + folder.data()
            : "vote-registry is not running in " + folder.data());
    final boolean nodes = printNodes(folder, out);
    final boolean backend = printBackend(folder, out);
    out.flush();
    return supervised && nodes && backend ? 0 : 1;
  }

  private static boolean printNodes(final SystemFolder folder, final PrintWriter out) {
    final NetworkFolder network = new NetworkFolder(folder.network());
    final Optional<NetworkDescriptor> descriptor = network.descriptor();
    if (descriptor.isEmpty()) {
      out.println("no network yet");
      return false;
    }
    final List<URI> urls = descriptor.get().rpcUrls();
    final List<ChainNode> nodes = network.nodes();
    boolean all = true;
    for (int i = 0; i < urls.size(); i++) {
      final ChainNode node = nodes.get(i);
      final Optional<NodeHealth> health = NodeHealth.ask(urls.get(i));
      final String there = node.isRunning() ? "running" : "not running";
      final String says =
          health
              .map(h -> "block " + h.block() + ", " + h.peers() + " peers")
              .orElse("does not answer");
      out.printf("%-12s %-24s %-16s %s%n", "validator " + (i + 1), urls.get(i), there, says);
      all &= health.isPresent();
    }
    return all;
  }

  private static boolean printBackend(final SystemFolder folder, final PrintWriter out) {
    final Optional<SystemState> state = folder.state();
    if (state.isPresent() && state.get().backendUrl().isEmpty()) {
      return true;
    }
    final String there = folder.backend().isRunning() ? "running" : "not running";
    final Optional<URI> url = state.flatMap(SystemState::backendUrl);
    final boolean ready = url.isPresent() && Backend.isReady(url.get());
    out.printf(
        "%-12s %-24s %-16s %s%n",
        "backend", url.map(URI::toString).orElse("-"), there, ready ? "ready" : "not ready");
    return ready;
  }
}
