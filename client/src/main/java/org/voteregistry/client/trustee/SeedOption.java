package org.voteregistry.client.trustee;

import java.nio.file.Path;
import org.voteregistry.ballot.trustee.TrusteeSeed;
import org.voteregistry.client.console.Output;
import picocli.CommandLine.Option;

/** The secret key that a threshold trustee made in step 1. */
final class SeedOption {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The trustee's secret key.")
  private Path file;

  TrusteeSeed read(final Output output) {
    return SeedFile.read(file, output);
  }
}
