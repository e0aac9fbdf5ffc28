package org.voteregistry.client;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program. */
@Command(
    name = "client",
    mixinStandardHelpOptions = true,
    version = "vote-registry client 0.1.0",
    description = "Checks votes against any node of the chain, and sets up the contracts.",
    subcommands = {VerifyReceiptCommand.class, DeployCommand.class, HelpCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything holds, or was done",
      "1:a check failed, or the chain refused",
      "2:the command line or a file is wrong",
      "3:a node cannot be reached"
    })
public final class VoteRegistryClient {
  VoteRegistryClient() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(final String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new VoteRegistryClient())
        .setExecutionExceptionHandler(
            (exception, commandLine, parsed) -> {
              if (exception instanceof CommandFailed failed) {
                commandLine.getErr().println(failed.getMessage());
                commandLine.getErr().flush();
                return failed.exitCode();
              }
              throw exception;
            });
  }
}
