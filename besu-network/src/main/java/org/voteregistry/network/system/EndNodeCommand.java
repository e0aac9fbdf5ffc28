package org.voteregistry.network.system;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.voteregistry.network.ChainNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends one validator; it stays down until start-node. */
abstract class EndNodeCommand implements Callable<Integer> {
  private final Consumer<ChainNode> ending;
  private final String done;
  @Mixin private NodeArgument node;
  @Spec private CommandSpec spec;

  private EndNodeCommand(final Consumer<ChainNode> ending, final String done) {
    this.ending = ending;
    this.done = done;
  }

  @Override
  public final Integer call() {
    final ChainNode validator = node.chainNode();
    if (!validator.isRunning()) {
      throw new SystemFailedException(validator.name() + " is not running.");
    }
    ending.accept(validator);
    spec.commandLine().getOut().println(validator.name() + " was " + done + ".");
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** Ends it cleanly. */
  @Command(
      name = "stop-node",
      description = "Ends one validator cleanly; it stays down until start-node.",
      mixinStandardHelpOptions = true)
  static final class Stop extends EndNodeCommand {
    Stop() {
      super(ChainNode::stop, "stopped");
    }
  }

  /** Ends it with SIGKILL. */
  @Command(
      name = "kill-node",
      description = "Ends one validator with SIGKILL; it stays down until start-node.",
      mixinStandardHelpOptions = true)
  static final class Kill extends EndNodeCommand {
    Kill() {
      super(ChainNode::kill, "killed");
    }
  }
}
