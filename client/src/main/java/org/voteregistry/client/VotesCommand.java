package org.voteregistry.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Questions to the votes index of a validator. */
@Command(
    name = "votes",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the votes index that a validator keeps; no service of ours is involved.",
      "Ask several validators and compare where it matters."
    },
    subcommands = {VotesListCommand.class, VotesShowCommand.class, VotesProofCommand.class})
final class VotesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "votes needs one of: list, show, proof");
  }
}
