package org.voteregistry.client.ballot;

import picocli.CommandLine.Command;

/** What a voter does. */
@Command(
    name = "ballot",
    mixinStandardHelpOptions = true,
    description = "Encrypts a vote on your own machine.",
    subcommands = EncryptCommand.class)
public final class BallotCommand {}
