package org.voteregistry.bench;

import org.voteregistry.network.NetworkException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind scripts/demo and scripts/bench. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Shows and measures a system from the outside.",
    subcommands = {
      DemoCommand.class,
      RecordCommand.class,
      IndexCommand.class,
      BallotCommand.class,
      BallotTaskCommand.class
    })
public final class Bench {
  Bench() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(final String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, commandLine, parsed) -> {
              if (exception instanceof BenchFailed || exception instanceof NetworkException) {
                commandLine.getErr().println(exception.getMessage());
                commandLine.getErr().flush();
                return 1;
              }
              throw exception;
            });
  }
}
