package org.voteregistry.client.ballot;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.vote.Ballot;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import org.voteregistry.proofs.VoteHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a ballot and leaves the casting to somebody else. */
@Command(
    name = "encrypt",
    mixinStandardHelpOptions = true,
    description = {
      "Encrypts a vote, proves that it is well formed and signs it with the credential: offline.",
      "Asks for what is not given in a file."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client ballot encrypt --parameters election.json --credential-file me.credential \\",
      "    --out ballot.json",
      "  client ballot encrypt --parameters election.json --credential-file me.credential \\",
      "    --choice 2 --choice blank --out ballot.json"
    })
final class EncryptCommand implements Callable<Integer> {
  @Option(
      names = "--parameters",
      required = true,
      paramLabel = "FILE",
      description = "The election's parameters, election.json.")
  private Path parameters;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file for the ballot, byte for byte as it must be cast.")
  private Path out;

  @Option(
      names = "--fingerprint",
      paramLabel = "HASH",
      description = "Refuse parameters that have another fingerprint.")
  private String fingerprint;

  @Mixin private VoteOptions vote;
  @Mixin private Output output;

  @Override
  public Integer call() {
    OutputFile.requireAbsent(out);
    final ElectionParameters election = Document.read(parameters, ElectionParameters::read);
    PublishedFingerprint.compare(election, fingerprint);
    final byte[] ballot = vote.encrypt(election, output);
    OutputFile.create(out, ballot);
    final VoteHash hash = VoteHash.ofBallot(ballot);
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("election", election.uuid());
    document.put("fingerprint", election.fingerprint());
    document.put("ballot", out.toString());
    document.put("reference", hash.reference().text());
    document.put("voteHash", hash.toString());
    document.put("tracker", Ballot.tracker(ballot));
    output.print(
        document,
        """
        ballot       %s
        reference    %s   write it down
        tracker      %s
        fingerprint  %s   of the election; compare it with the published one
        """
            .formatted(
                out, hash.reference().text(), Ballot.tracker(ballot), election.fingerprint()));
    return 0;
  }
}
