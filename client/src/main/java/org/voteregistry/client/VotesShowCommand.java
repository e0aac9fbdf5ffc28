package org.voteregistry.client;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Where a vote stands on the board. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Tells where a vote stands on the board and when it was recorded.",
    footerHeading = "%nExample:%n",
    footer = "  client votes show VR-RQXKGMGCN52EYVS1 --rpc http://127.0.0.1:8001")
final class VotesShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "VOTE", description = "Its reference, or its hash.")
  private String vote;

  @Mixin private VotesIndex index;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final JsonNode found = index.ask("votes_getVote", VoteName.parse(vote));
    final PrintWriter out = spec.commandLine().getOut();
    if (index.json()) {
      out.println(VotesIndex.pretty(found));
    } else {
      out.print(
          VotesIndex.lines(
              found,
              "reference",
              "voteHash",
              "electionId",
              "serial",
              "voterIndex",
              "batchId",
              "blockNumber",
              "timestamp",
              "transactionHash"));
      for (final JsonNode other : found.path("alsoRecorded")) {
        out.printf(
            "also recorded in election %d with serial %d%n",
            other.path("electionId").asLong(-1), other.path("serial").asLong(-1));
      }
    }
    out.flush();
    return ExitCodes.OK;
  }
}
