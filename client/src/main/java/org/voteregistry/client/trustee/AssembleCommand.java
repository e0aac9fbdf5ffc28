package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Certificate;
import org.voteregistry.ballot.trustee.Pedersen;
import org.voteregistry.ballot.trustee.Polynomial;
import org.voteregistry.ballot.trustee.ThresholdParameters;
import org.voteregistry.ballot.trustee.Voutput;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Step 6 of the threshold protocol. */
@Command(
    name = "assemble",
    mixinStandardHelpOptions = true,
    description = "Step 5, the administrator: checks all shares and assembles what is published.",
    footerHeading = "%nExample:%n",
    footer = {
      "  client trustee threshold assemble --certificates ada.cert,bob.cert,eve.cert \\",
      "    --polynomials ada.poly,bob.poly,eve.poly \\",
      "    --voutputs ada.voutput,bob.voutput,eve.voutput --out threshold.json"
    })
final class AssembleCommand implements Callable<Integer> {
  @Option(
      names = "--voutputs",
      required = true,
      split = ",",
      paramLabel = "FILE",
      description = "The shares of all trustees, in the order of the certificates.")
  private List<Path> voutputFiles;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file: threshold parameters, for client trustee combine.")
  private Path out;

  @Mixin private CeremonyFiles ceremony;
  @Mixin private PolynomialFiles polynomialFiles;
  @Mixin private Output output;

  @Override
  public Integer call() {
    OutputFile.requireAbsent(out);
    final Group group = ceremony.group();
    final List<Certificate> certificates = ceremony.certificates();
    final List<Polynomial> polynomials = polynomialFiles.read(group, certificates.size());
    final List<Voutput> voutputs =
        Document.readLines(voutputFiles, json -> Voutput.read(group, json));
    CeremonyFiles.expectOneEach("--voutputs", voutputs.size(), certificates.size());
    final ThresholdParameters parameters =
        new Pedersen(group).parameters(certificates, polynomials, voutputs);
    OutputFile.create(out, parameters.json());
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("parameters", out.toString());
    document.put("trustees", certificates.size());
    document.put("threshold", parameters.threshold());
    output.print(
        document,
        "%s   %d of %d trustees can decrypt"
            .formatted(out, parameters.threshold(), certificates.size()));
    return 0;
  }
}
