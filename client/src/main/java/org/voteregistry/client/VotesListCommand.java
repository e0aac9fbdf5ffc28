package org.voteregistry.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.voteregistry.proofs.VoteHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists an election's votes in the order of the board. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the recorded votes of an election in the order of the board.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  client votes list --rpc http://127.0.0.1:8001 --election 1",
      "  client votes list --rpc http://127.0.0.1:8001 --election 1 --from 5000 --limit 20000 --json"
    })
final class VotesListCommand implements Callable<Integer> {
  /** As many as the index gives in one answer. */
  private static final int PAGE = 5_000;

  @Mixin private VotesIndex index;

  @Option(
      names = "--election",
      required = true,
      paramLabel = "NUMBER",
      description = "The election's number on chain.")
  private long election;

  @Option(
      names = "--from",
      defaultValue = "0",
      paramLabel = "SERIAL",
      description = "First serial (default: ${DEFAULT-VALUE}).")
  private long from;

  @Option(
      names = "--limit",
      defaultValue = "100",
      paramLabel = "N",
      description = "Votes at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (election < 1 || from < 0 || limit < 1) {
      throw new CommandFailed(
          ExitCodes.USAGE, "--election and --limit are 1 or more, --from is 0 or more");
    }
    final List<JsonNode> votes = new ArrayList<>();
    JsonNode page;
    long next = from;
    do {
      page = index.ask("votes_listVotes", election, next, Math.min(PAGE, limit - votes.size()));
      page.path("votes").forEach(votes::add);
      next = page.path("nextSerial").asLong(-1);
    } while (next >= 0 && votes.size() < limit);
    print(votes, page, next);
    return ExitCodes.OK;
  }

  private void print(final List<JsonNode> votes, final JsonNode page, final long next) {
    final PrintWriter out = spec.commandLine().getOut();
    if (index.json()) {
      out.println(VotesIndex.pretty(votes));
    } else {
      out.printf(
          "election %d: %d votes in the blocks up to %d%n",
          election, page.path("total").asLong(0), page.path("indexedBlock").asLong(0));
      out.printf("%10s  %-19s  %10s  %8s  %s%n", "serial", "reference", "voter", "batch", "hash");
      for (final JsonNode vote : votes) {
        final VoteHash hash = VoteHash.parse(vote.path("voteHash").asString(""));
        out.printf(
            "%10d  %-19s  %10d  %8d  %s%n",
            vote.path("serial").asLong(-1),
            hash.reference().text(),
            vote.path("voterIndex").asLong(-1),
            vote.path("batchId").asLong(-1),
            hash);
      }
      if (next >= 0) {
        out.println("more: --from " + next);
      }
    }
    out.flush();
  }
}
