package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Pedersen;
import org.voteregistry.ballot.trustee.TrusteeSeed;
import org.voteregistry.ballot.trustee.Vinput;
import org.voteregistry.ballot.trustee.Voutput;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Step 5 of the threshold protocol. */
@Command(
    name = "share",
    mixinStandardHelpOptions = true,
    description = {
      "Step 4, each trustee: checks what it was dealt and makes its share of the election key.",
      "The share is in the output, encrypted for the trustee itself: keep a copy with the key."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  client trustee threshold share --key ada.key \\",
      "    --certificates ada.cert,bob.cert,eve.cert --vinput ada.vinput --out ada.voutput"
    })
final class ShareCommand implements Callable<Integer> {
  @Option(
      names = "--vinput",
      required = true,
      paramLabel = "FILE",
      description = "What the administrator dealt to this trustee.")
  private Path vinputFile;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file for the administrator, and for the trustee to keep.")
  private Path out;

  @Mixin private SeedOption key;
  @Mixin private CeremonyFiles ceremony;
  @Mixin private Output output;

  @Override
  public Integer call() {
    OutputFile.requireAbsent(out);
    final Group group = ceremony.group();
    final Vinput vinput = Document.read(vinputFile, json -> Vinput.read(group, json));
    try (TrusteeSeed seed = key.read(output)) {
      final Voutput voutput = new Pedersen(group).voutput(ceremony.certificates(), seed, vinput);
      OutputFile.create(out, Document.line(voutput.json()));
    }
    output.print(
        Map.of("voutput", out.toString()),
        out + "   for the administrator; keep a copy with your key");
    return 0;
  }
}
