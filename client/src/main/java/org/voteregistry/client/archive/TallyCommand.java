package org.voteregistry.client.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.archive.EventType;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.tally.TallyAccumulation;
import org.voteregistry.ballot.trustee.TrusteePublicKey;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an archive from its last ballot to its result (specification 4.16 to 4.19). */
@Command(
    name = "tally",
    mixinStandardHelpOptions = true,
    description = {
      "Brings an archive from its last ballot to the result. With --close: no more ballots, and",
      "the encrypted tally is appended. Then, with enough trustees' partial decryptions: these",
      "and the result are appended. The archive is audited before and after."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client tally tcMrY8caRbYEDu.bel --close",
      "  client trustee decrypt tcMrY8caRbYEDu.bel --key ada.key --voutput ada.voutput --out ada.dec",
      "  client tally tcMrY8caRbYEDu.bel --decryptions ada.dec,bob.dec"
    })
public final class TallyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The archive.")
  private Path archive;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Step step;

  @Mixin private Output output;

  private static final class Step {
    @Option(names = "--close", description = "End the ballots and append the encrypted tally.")
    private boolean close;

    @Option(
        names = "--decryptions",
        split = ",",
        paramLabel = "FILE",
        description = "Trustees' partial decryptions, made by client trustee decrypt.")
    private List<Path> decryptions = List.of();
  }

  @Override
  public Integer call() {
    Audit.require(archive);
    final ArchiveContents contents = ArchiveContents.read(archive);
    if (step.close) {
      close(contents);
    } else {
      result(contents);
    }
    return 0;
  }

  private void close(final ArchiveContents contents) {
    if (contents.count(EventType.END_BALLOTS) > 0) {
      throw new CommandFailed(ExitCodes.USAGE, archive + " is closed already");
    }
    final TallyAccumulation accumulation =
        CountedBallots.of(
            archive,
            contents.election(),
            PublicCredentials.read(contents.election().group(), contents.credentials()));
    final EncryptedTally tally = accumulation.tally();
    ArchiveExtension.append(
        archive,
        writer -> {
          writer.endBallots();
          writer.encryptedTally(tally, accumulation.sized());
        });
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("archive", archive.toString());
    document.put("ballots", contents.count(EventType.BALLOT));
    document.put("counted", accumulation.sized().numTallied());
    document.put("totalWeight", accumulation.sized().totalWeight());
    document.put("encryptedTally", tally.hash());
    output.print(
        document,
        """
        %s is closed: %d ballots, %d counted, total weight %d
        encrypted tally %s
        """
            .formatted(
                archive,
                contents.count(EventType.BALLOT),
                accumulation.sized().numTallied(),
                accumulation.sized().totalWeight(),
                tally.hash()));
  }

  private void result(final ArchiveContents contents) {
    if (contents.result().isPresent()) {
      throw new CommandFailed(ExitCodes.USAGE, archive + " has its result already");
    }
    final EncryptedTally tally =
        contents
            .tally()
            .orElseThrow(
                () ->
                    new CommandFailed(
                        ExitCodes.USAGE,
                        "%1$s takes ballots still: client tally %1$s --close".formatted(archive)));
    final List<DecryptionFile> added = new ArrayList<>();
    final SortedMap<Integer, PartialDecryption> partials = new TreeMap<>(contents.decryptions());
    for (final Path file : step.decryptions) {
      final DecryptionFile decryption = DecryptionFile.read(contents.election(), file);
      check(contents, tally, file, decryption);
      if (partials.putIfAbsent(decryption.owner(), decryption.partial()) != null) {
        throw new CommandFailed(
            ExitCodes.USAGE,
            "%s: trustee %d has decrypted already".formatted(file, decryption.owner()));
      }
      added.add(decryption);
    }
    final ElectionResult result =
        ElectionResult.compute(
            contents.election(),
            tally,
            contents.size().orElseThrow().totalWeight(),
            contents.trustees(),
            partials);
    ArchiveExtension.append(
        archive,
        writer -> {
          for (final DecryptionFile decryption : added) {
            writer.partialDecryption(decryption.owner(), decryption.partial());
          }
          writer.result(result);
        });
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("archive", archive.toString());
    document.put("decryptedBy", List.copyOf(partials.keySet()));
    document.put("result", result.counts());
    output.print(document, ResultText.of(contents.election().questions(), result.counts()));
  }

  private static void check(
      final ArchiveContents contents,
      final EncryptedTally tally,
      final Path file,
      final DecryptionFile decryption) {
    final List<TrusteePublicKey> keys = contents.trustees().keys();
    Document.parse(
        file.toString(),
        new byte[0],
        none -> {
          if (decryption.owner() < 1 || decryption.owner() > keys.size()) {
            throw new Refusal(
                Reason.UNKNOWN_TRUSTEE, "owner", "there is no trustee " + decryption.owner());
          }
          decryption
              .partial()
              .check(contents.election(), tally, keys.get(decryption.owner() - 1).publicKey());
          return decryption;
        });
  }
}
