package org.voteregistry.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code scripts/demo} and {@code scripts/bench}. */
@Command(
    name = "bench",
    description = "The demonstration and the benchmarks.",
    subcommands = {Demo.class, RecordBench.class},
    mixinStandardHelpOptions = true)
public final class Bench {
  private Bench() {}

  /** Runs a command and exits with its code. */
  public static void main(final String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }
}
