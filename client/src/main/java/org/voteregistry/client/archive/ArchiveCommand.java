package org.voteregistry.client.archive;

import picocli.CommandLine.Command;

/** What anyone does with an election's public data. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = "Checks and shows an election's archive (.bel): for auditors, offline.",
    subcommands = {
      VerifyArchiveCommand.class,
      ShowArchiveCommand.class,
      AppendBallotsCommand.class
    })
public final class ArchiveCommand {}
