package org.voteregistry.network.system;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voteregistry.network.NetworkDescriptor;
import org.voteregistry.network.NewNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a network with keys of its own. */
@Command(
    name = "new-network",
    description = "Makes the keys and the genesis of a fresh network; starts nothing.",
    mixinStandardHelpOptions = true)
final class NewNetworkCommand implements Callable<Integer> {
  @Option(
      names = "--validators",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "From 1 up; four survive a lying validator, three only a crashed one (default: 3).")
  private int validators;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "data/network",
      description = "Where it is made; must not hold one (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--chain-id",
      paramLabel = "ID",
      defaultValue = "1337",
      description =
          "Chain id, best one that no other chain of yours has (default: ${DEFAULT-VALUE}).")
  private long chainId;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final NetworkDescriptor made = NewNetwork.create(folder, validators, chainId);
    final PrintWriter out = spec.commandLine().getOut();
    out.println(
        "A network of "
            + made.nodes().size()
            + " validators, chain id "
            + made.chainId()
            + ", is in "
            + folder);
    for (int i = 0; i < made.nodes().size(); i++) {
      out.println("validator " + (i + 1) + "  " + made.nodes().get(i).address());
    }
    out.println(
        "admin        "
            + made.adminAddress()
            + "  (key: "
            + folder.resolve(made.adminKeyFile())
            + ")");
    out.flush();
    return 0;
  }
}
