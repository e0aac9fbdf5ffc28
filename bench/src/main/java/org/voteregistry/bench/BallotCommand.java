package org.voteregistry.bench;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the ballots' cryptography side by side with the reference program. */
@Command(
    name = "ballot",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies one archive with this project, in plain Java and with GMP, and with belenios-tool:",
      "on one processor and on all. Then encryption, tally, and the heap for more ballots.",
      "Each measurement runs in a process of its own."
    })
final class BallotCommand implements Callable<Integer> {
  @Option(
      names = "--ballots",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Ballots of the archive (default: ${DEFAULT-VALUE}).")
  private int ballots;

  @Option(
      names = "--answers",
      paramLabel = "N",
      defaultValue = "3",
      description = "Answers of its one question (default: ${DEFAULT-VALUE}).")
  private int answers;

  @Option(
      names = "--many",
      paramLabel = "N",
      defaultValue = "5000",
      description =
          "Ballots of the archive that the heap is compared with (default: ${DEFAULT-VALUE}).")
  private int many;

  @Option(
      names = "--tally",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Ballots of the tally (default: ${DEFAULT-VALUE}).")
  private int tally;

  @Option(
      names = "--encryptions",
      paramLabel = "N",
      defaultValue = "100",
      description = "Encryptions for each number of answers (default: ${DEFAULT-VALUE}).")
  private int encryptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return WorkFolder.use(
        Optional.empty(),
        folder -> {
          new BallotBench(folder, answers, spec.commandLine().getOut())
              .verification(ballots)
              .encryption(encryptions)
              .tally(tally)
              .heap(many);
          return 0;
        });
  }
}
