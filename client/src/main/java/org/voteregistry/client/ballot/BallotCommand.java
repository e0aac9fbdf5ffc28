package org.voteregistry.client.ballot;

import picocli.CommandLine.Command;

/** What a voter does. */
@Command(
    name = "ballot",
    mixinStandardHelpOptions = true,
    description = "Encrypts a vote on your own machine, and casts it.",
    subcommands = {EncryptCommand.class, CastCommand.class})
public final class BallotCommand {}
