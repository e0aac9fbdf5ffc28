package org.voteregistry.client.election;

import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.ElectionUuid;
import org.voteregistry.client.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A new identifier, which the registrar needs before the election exists. */
@Command(
    name = "uuid",
    mixinStandardHelpOptions = true,
    description = "Prints a new election identifier: 14 random characters of base 58.",
    footerHeading = "%nExample:%n",
    footer = "  client election uuid")
final class NewUuidCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    final String uuid = ElectionUuid.generate();
    output.print(Map.of("election", uuid), uuid);
    return 0;
  }
}
