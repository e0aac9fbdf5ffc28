package org.voteregistry.network.system;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.voteregistry.network.NetworkException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Command line of the scripts. */
@Command(
    name = "vote-registry-network",
    description = "Starts, watches and ends a vote-registry system on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      NewNetworkCommand.class,
      EndNodeCommand.Kill.class,
      EndNodeCommand.Stop.class,
      StartNodeCommand.class
    })
public final class Launcher {
  private Launcher() {}

  /**
   * Runs the command and ends the JVM with its exit code: 0 done, 1 could not be done, 2 called
   * wrongly.
   */
  public static void main(final String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Launcher())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Launcher::explain);
  }

  /** What somebody can mend gets its message alone; a defect keeps its stack trace. */
  private static int explain(
      final Exception failure, final CommandLine command, final CommandLine.ParseResult parsed)
      throws Exception {
    final PrintWriter err = command.getErr();
    switch (failure) {
      case NetworkException e -> err.println(e.getMessage());
      case SystemFailedException e -> err.println(e.getMessage());
      case IllegalArgumentException e -> err.println(e.getMessage());
      case UncheckedIOException e -> err.println(e.getMessage() + ": " + e.getCause().getMessage());
      default -> throw failure;
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
