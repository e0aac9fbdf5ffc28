package org.voteregistry.client.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.vote.BallotCheck;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts ballots into an archive, for elections without the service. */
@Command(
    name = "append",
    mixinStandardHelpOptions = true,
    description = {
      "Checks ballots and appends them to an archive, for an election held without the service.",
      "If one of them is refused, or the archive would not pass its audit, nothing is appended."
    },
    footerHeading = "%nExample:%n",
    footer = "  client archive append tcMrY8caRbYEDu.bel ballot-1.json ballot-2.json")
final class AppendBallotsCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private Path archive;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "BALLOT", description = "The ballots.")
  private List<Path> ballots;

  @Mixin private Output output;

  @Override
  public Integer call() {
    final ArchiveContents contents = ArchiveContents.read(archive);
    final PublicCredentials credentials =
        Document.parse(
            archive.toString(),
            contents.credentials(),
            json -> PublicCredentials.read(contents.election().group(), json));
    final BallotCheck check = new BallotCheck(contents.election(), credentials);
    final List<byte[]> checked = new ArrayList<>();
    final List<String> trackers = new ArrayList<>();
    for (final Path ballot : ballots) {
      final byte[] json = Document.bytes(ballot);
      trackers.add(Document.parse(ballot.toString(), json, check::check).tracker());
      checked.add(json);
    }
    ArchiveExtension.append(
        archive,
        writer -> {
          for (final byte[] json : checked) {
            writer.ballot(json);
          }
        });
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("archive", archive.toString());
    document.put("appended", trackers);
    output.print(
        document,
        "%d ballots appended to %s; their trackers:%n%s"
            .formatted(trackers.size(), archive, String.join(System.lineSeparator(), trackers)));
    return 0;
  }
}
