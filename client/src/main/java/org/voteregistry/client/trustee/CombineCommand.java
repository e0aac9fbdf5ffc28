package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.ThresholdParameters;
import org.voteregistry.ballot.trustee.TrusteePublicKey;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the structure of all trustees (specification 4.7). */
@Command(
    name = "combine",
    mixinStandardHelpOptions = true,
    description = {
      "The administrator: checks all trustees' keys and makes trustees.json of them.",
      "Trustees are numbered from 1: the mandatory ones as given, then the others."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client trustee combine --threshold-parameters threshold.json --out trustees.json",
      "  client trustee combine --public ada.pubkey,bob.pubkey --out trustees.json"
    })
final class CombineCommand implements Callable<Integer> {
  @Option(
      names = "--public",
      split = ",",
      paramLabel = "FILE",
      description = "Public keys of mandatory trustees.")
  private List<Path> publicKeys = List.of();

  @Option(
      names = "--threshold-parameters",
      split = ",",
      paramLabel = "FILE",
      description = "Threshold parameters, made by client trustee threshold assemble.")
  private List<Path> thresholds = List.of();

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file.")
  private Path out;

  @Mixin private GroupOption groupOption;
  @Mixin private Output output;

  @Override
  public Integer call() {
    if (publicKeys.isEmpty() && thresholds.isEmpty()) {
      throw new CommandFailed(
          ExitCodes.USAGE, "An election needs a trustee: give --public or --threshold-parameters");
    }
    OutputFile.requireAbsent(out);
    final Group group = groupOption.get();
    final List<Trustees.Item> items = new ArrayList<>();
    items.addAll(
        Document.readLines(
            publicKeys,
            json -> {
              final TrusteePublicKey key = TrusteePublicKey.read(group, json);
              key.check(group, "");
              return new Trustees.Single(key);
            }));
    thresholds.forEach(
        file ->
            items.add(
                new Trustees.Threshold(
                    Document.read(file, json -> ThresholdParameters.read(group, json)))));
    final Trustees trustees = Trustees.create(items);
    OutputFile.create(out, trustees.json());
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("trustees", out.toString());
    document.put("count", trustees.keys().size());
    document.put("needed", items.stream().mapToInt(Trustees.Item::threshold).sum());
    document.put("fingerprint", Fingerprint.base64(trustees.json()));
    output.print(
        document,
        "%s   %d trustees, %d needed to decrypt; fingerprint %s"
            .formatted(
                out,
                trustees.keys().size(),
                items.stream().mapToInt(Trustees.Item::threshold).sum(),
                Fingerprint.base64(trustees.json())));
    return 0;
  }
}
