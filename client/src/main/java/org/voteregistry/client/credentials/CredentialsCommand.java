package org.voteregistry.client.credentials;

import picocli.CommandLine.Command;

/** What a registrar does. */
@Command(
    name = "credentials",
    mixinStandardHelpOptions = true,
    description = "Makes the credentials that voters vote with: for registrars, offline.",
    subcommands = GenerateCredentialsCommand.class)
public final class CredentialsCommand {}
