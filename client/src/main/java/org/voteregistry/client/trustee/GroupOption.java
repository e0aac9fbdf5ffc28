package org.voteregistry.client.trustee;

import org.voteregistry.ballot.group.Group;
import picocli.CommandLine.Option;

/** The group that all trustees of an election must share. */
final class GroupOption {
  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "BELENIOS-2048",
      description = "The election's group (default: ${DEFAULT-VALUE}).")
  private String name;

  Group get() {
    return Group.named(name, "--group");
  }
}
