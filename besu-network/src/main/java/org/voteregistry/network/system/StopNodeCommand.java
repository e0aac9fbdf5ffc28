package org.voteregistry.network.system;

import java.util.concurrent.Callable;
import org.voteregistry.network.ChainNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends one validator cleanly; it stays down until start-node. */
@Command(
    name = "stop-node",
    description = "Ends one validator cleanly; it stays down until start-node.",
    mixinStandardHelpOptions = true)
final class StopNodeCommand implements Callable<Integer> {
  @Mixin private NodeArgument node;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final ChainNode validator = node.chainNode();
    if (!validator.isRunning()) {
      throw new SystemFailedException(validator.name() + " is not running.");
    }
    validator.stop();
    spec.commandLine().getOut().println(validator.name() + " was stopped.");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
