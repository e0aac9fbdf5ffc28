package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Certificate;
import org.voteregistry.ballot.trustee.Pedersen;
import org.voteregistry.ballot.trustee.Polynomial;
import org.voteregistry.ballot.trustee.Vinput;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Step 4 of the threshold protocol. */
@Command(
    name = "deal",
    mixinStandardHelpOptions = true,
    description = "Step 3, the administrator: routes what the trustees sent each other.",
    footerHeading = "%nExample:%n",
    footer = {
      "  client trustee threshold deal --certificates ada.cert,bob.cert,eve.cert \\",
      "    --polynomials ada.poly,bob.poly,eve.poly --out ada.vinput,bob.vinput,eve.vinput"
    })
final class DealCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      split = ",",
      paramLabel = "FILE",
      description = "The new files, one for each trustee, in the order of the certificates.")
  private List<Path> out;

  @Mixin private CeremonyFiles ceremony;
  @Mixin private PolynomialFiles polynomialFiles;
  @Mixin private Output output;

  @Override
  public Integer call() {
    final Group group = ceremony.group();
    final List<Certificate> certificates = ceremony.certificates();
    final List<Polynomial> polynomials = polynomialFiles.read(group, certificates.size());
    CeremonyFiles.expectOneEach("--out", out.size(), certificates.size());
    OutputFile.requireAbsent(out.toArray(Path[]::new));
    final List<Vinput> vinputs = new Pedersen(group).vinputs(certificates, polynomials);
    for (int i = 0; i < vinputs.size(); i++) {
      OutputFile.create(out.get(i), Document.line(vinputs.get(i).json()));
    }
    output.print(
        Map.of("vinputs", out.stream().map(Path::toString).toList()),
        out.stream()
            .map(file -> file + "   for trustee " + (out.indexOf(file) + 1))
            .collect(Collectors.joining("\n")));
    return 0;
  }
}
