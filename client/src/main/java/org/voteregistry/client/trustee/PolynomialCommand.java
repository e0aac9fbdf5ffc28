package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.trustee.Pedersen;
import org.voteregistry.ballot.trustee.Polynomial;
import org.voteregistry.ballot.trustee.TrusteeSeed;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Step 3 of the threshold protocol; step 2, checking the certificates, is part of it. */
@Command(
    name = "polynomial",
    mixinStandardHelpOptions = true,
    description = {
      "Step 2, each trustee: checks all certificates and picks a polynomial, whose values it",
      "deals to all trustees, encrypted for each. Run it once: its secrets are new each time."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  client trustee threshold polynomial --key ada.key \\",
      "    --certificates ada.cert,bob.cert,eve.cert --threshold 2 --out ada.poly"
    })
final class PolynomialCommand implements Callable<Integer> {
  @Option(
      names = "--threshold",
      required = true,
      paramLabel = "N",
      description = "How many trustees will be needed to decrypt.")
  private int threshold;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file for the administrator.")
  private Path out;

  @Mixin private SeedOption key;
  @Mixin private CeremonyFiles ceremony;
  @Mixin private Output output;

  @Override
  public Integer call() {
    OutputFile.requireAbsent(out);
    try (TrusteeSeed seed = key.read(output)) {
      final Polynomial polynomial =
          new Pedersen(ceremony.group()).polynomial(ceremony.certificates(), seed, threshold);
      OutputFile.create(out, Document.line(polynomial.json()));
    }
    output.print(Map.of("polynomial", out.toString()), out + "   for the administrator");
    return 0;
  }
}
