package org.voteregistry.client.trustee;

import picocli.CommandLine.Command;

/** What a trustee does. */
@Command(
    name = "trustee",
    mixinStandardHelpOptions = true,
    description = "Makes a trustee's key and decrypts its part of the result: offline.",
    subcommands = {
      KeygenCommand.class,
      ThresholdCommand.class,
      CombineCommand.class,
      DecryptCommand.class
    })
public final class TrusteeCommand {}
