package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.List;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Certificate;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.console.Document;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every step after the first is given: the group and the trustees' certificates. */
final class CeremonyFiles {
  @Option(
      names = "--certificates",
      required = true,
      split = ",",
      paramLabel = "FILE",
      description = "The certificates of all trustees, in the order that all agreed on.")
  private List<Path> certificates;

  @Mixin private GroupOption group;

  Group group() {
    return group.get();
  }

  List<Certificate> certificates() {
    return Document.readLines(certificates, json -> Certificate.read(group.get(), json));
  }

  /** Refuses a number of messages that is not the number of trustees. */
  static void expectOneEach(final String option, final int found, final int trustees) {
    if (found != trustees) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "%s: %d were expected, one of each trustee, not %d".formatted(option, trustees, found));
    }
  }
}
