package org.voteregistry.client.ballot;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.vote.BallotEncryption;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.Secret;
import org.voteregistry.client.console.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** A voter's credential and choices, from files, options or the terminal. */
final class VoteOptions {
  @Option(
      names = "--credential-file",
      paramLabel = "FILE",
      description = "Holds the private credential, alone; without it, it is asked for.")
  private Optional<Path> credentialFile = Optional.empty();

  @ArgGroup(exclusive = true)
  private Choice choice = new Choice();

  private static final class Choice {
    @Option(
        names = "--choice",
        paramLabel = "CHOICE",
        description = {
          "The answer to a question, one option for each in their order: the numbers of the chosen",
          "answers, such as 2 or 1,3; or none, or blank. Other users of this machine can see it",
          "while the command runs, and it stays in the shell's history; without it, it is asked for."
        })
    private List<String> words = List.of();

    @Option(
        names = "--choice-file",
        paramLabel = "FILE",
        description = "Holds the choices, a line for each question.")
    private Optional<Path> file = Optional.empty();
  }

  /** Makes the ballot; nothing is kept of what it holds. */
  byte[] encrypt(final ElectionParameters election, final Output output) {
    final var selections =
        Choices.read(election.questions(), choice.words, choice.file, Terminal.ofProcess());
    try (Secret secret =
        Secret.read(
            credentialFile, Terminal.ofProcess(), "Your credential", "--credential-file", output)) {
      final char[] written = secret.characters();
      try (SecretCredential credential =
          Document.parse(
              credentialFile.map(Path::toString).orElse("The credential"),
              new byte[0],
              none -> SecretCredential.read(written))) {
        return new BallotEncryption(election).encrypt(credential, selections).json();
      } finally {
        Arrays.fill(written, '\0');
      }
    }
  }
}
