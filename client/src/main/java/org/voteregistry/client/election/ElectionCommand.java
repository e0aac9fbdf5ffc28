package org.voteregistry.client.election;

import picocli.CommandLine.Command;

/** What an administrator does without the service. */
@Command(
    name = "election",
    mixinStandardHelpOptions = true,
    description = "Sets an election up from files, for elections held without the service.",
    subcommands = {NewUuidCommand.class, CreateElectionCommand.class})
public final class ElectionCommand {}
