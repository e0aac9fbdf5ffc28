package org.voteregistry.client;

import org.voteregistry.ballot.Refusal;
import org.voteregistry.client.archive.ArchiveCommand;
import org.voteregistry.client.archive.TallyCommand;
import org.voteregistry.client.ballot.BallotCommand;
import org.voteregistry.client.credentials.CredentialsCommand;
import org.voteregistry.client.election.ElectionCommand;
import org.voteregistry.client.trustee.TrusteeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program. */
@Command(
    name = "client",
    mixinStandardHelpOptions = true,
    version = "vote-registry client 0.1.0",
    description = "For voters, registrars, trustees, auditors and operators.",
    subcommands = {
      BallotCommand.class,
      CredentialsCommand.class,
      TrusteeCommand.class,
      ElectionCommand.class,
      TallyCommand.class,
      ArchiveCommand.class,
      VerifyReceiptCommand.class,
      VotesCommand.class,
      DeployCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything holds, or was done",
      "1:a check failed, or what was asked was refused",
      "2:the command line or a file is wrong",
      "3:a node or the service cannot be reached"
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
              if (exception instanceof Refusal refusal) {
                commandLine.getErr().println(refusal.reason() + ": " + refusal.getMessage());
                commandLine.getErr().flush();
                return ExitCodes.CHECK_FAILED;
              }
              throw exception;
            });
  }
}
