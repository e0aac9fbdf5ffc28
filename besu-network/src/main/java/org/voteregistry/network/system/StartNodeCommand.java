package org.voteregistry.network.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.voteregistry.network.ChainNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Starts a validator that was killed or stopped; the supervisor does it, because it knows with
 * which options.
 */
@Command(
    name = "start-node",
    description = "Starts one validator of a running system again.",
    mixinStandardHelpOptions = true)
final class StartNodeCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  @Mixin private NodeArgument node;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final ChainNode validator = node.chainNode();
    if (!node.folder().supervisor().isRunning()) {
      throw new SystemFailedException(
          "vote-registry is not running in "
              + node.folder().data()
              + ": start it with scripts/up.");
    }
    request(node.folder().startRequest(node.node()));
    final long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!validator.isRunning()) {
      if (System.nanoTime() > deadline) {
        throw new SystemFailedException(
            validator.name()
                + " did not start. The end of "
                + validator.whereItsLogIs()
                + ":\n"
                + validator.logTail());
      }
      Pause.of(POLL);
    }
    spec.commandLine().getOut().println(validator.name() + " was started.");
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static void request(final Path file) {
    try {
      Files.writeString(file, "");
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
