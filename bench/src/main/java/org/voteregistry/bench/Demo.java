package org.voteregistry.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.voteregistry.client.node.NodeUnreachable;
import org.voteregistry.client.receipt.ReceiptReport;
import org.voteregistry.client.receipt.ReceiptVerifier;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.proofs.VoteReceipt;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;

/** The main job from cast ballots to checked receipts, with a validator killed in the middle. */
final class Demo {
  private static final Duration RECORDING = Duration.ofMinutes(3);
  private static final int WORD = 64;
  private static final int BOARD_HASH_WORD = 2;
  private static final int RECORDED_WORD = 5;
  private static final int CLOSED_WORD = 10;

  private final RunningSystem system;
  private final BackendApi api;
  private final Nodes nodes;
  private final int votes;
  private final int clients;
  private final PrintWriter out;
  private final List<String> remarks = new ArrayList<>();

  /** Number of the validator that is down because of this; 0 for none. */
  private volatile int killed;

  Demo(final RunningSystem system, final int votes, final int clients, final PrintWriter out) {
    this.system = system;
    this.api = system.api();
    this.nodes = new Nodes(system.rpcUrls());
    this.votes = votes;
    this.clients = clients;
    this.out = out;
  }

  DemoOutcome run() {
    final long fromBlock = nodes.blockNumber();
    say("Creating and opening an election with a roll of " + votes + ".");
    final BackendApi.OpenElection election =
        api.openElection("Demonstration", Electorate.credentials(votes));
    try (BoardWatch watch = BoardWatch.start(nodes, election.chainElectionId(), fromBlock)) {
      say("Casting %d ballots with %d clients.".formatted(votes, clients));
      final Casting casting = new Casting(api, election.uuid());
      final List<CastVote> accepted = castWithAccident(casting);
      if (casting.refused() > 0) {
        remarks.add(casting.refused() + " ballots were refused by the backend.");
      }
      say("%d accepted; waiting until all are recorded.".formatted(accepted.size()));
      awaitRecorded(accepted, watch);
      return judge(election, fromBlock, accepted, watch);
    } finally {
      restart();
    }
  }

  /**
   * The last quarter of the ballots is held back until the validator is gone, so that some are
   * certainly cast without it.
   */
  private List<CastVote> castWithAccident(final Casting casting) {
    if (!system.survivesOneValidator()) {
      say(
          "No validator is stopped: this needs three validators, and here is "
              + nodes.count()
              + ".");
      return casting.cast(votes, clients, voter -> {});
    }
    final CountDownLatch gone = new CountDownLatch(1);
    return casting.cast(
        votes,
        clients,
        voter -> {
          if (voter == votes / 2) {
            killed = nodes.count();
            try {
              system.killValidator(killed);
            } finally {
              gone.countDown();
            }
          } else if (voter >= votes - votes / 4) {
            await(gone);
          }
        });
  }

  private void restart() {
    if (killed > 0) {
      say("Starting validator " + killed + " again.");
      system.startValidator(killed);
      killed = 0;
    }
  }

  private static void await(final CountDownLatch latch) {
    try {
      latch.await();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }

  /** Both the chain and the backend have to say so; who says less is told in the table. */
  private void awaitRecorded(final List<CastVote> accepted, final BoardWatch watch) {
    try {
      Pause.until("recording", RECORDING, () -> watch.seen() >= accepted.size());
    } catch (final BenchFailed e) {
      remarks.add(e.getMessage() + " " + watch.trouble());
      return;
    }
    for (final CastVote vote : accepted) {
      Pause.until(
          "the status of " + vote.reference() + " is to be recorded",
          RECORDING,
          () -> api.status(vote.reference()).path("status").asString("").equals("recorded"));
    }
  }

  private DemoOutcome judge(
      final BackendApi.OpenElection election,
      final long fromBlock,
      final List<CastVote> accepted,
      final BoardWatch watch) {
    say("Checking every receipt against the chain.");
    final List<ReceiptReport> reports = receipts(accepted);
    restart();
    say("Closing the election.");
    api.close(election.uuid());
    final Board board =
        Board.read(nodes, election.chainElectionId(), fromBlock, nodes.blockNumber());
    return new DemoOutcome(
        votes,
        accepted.size(),
        board.votes().size(),
        board.lost(accepted),
        board.doubled(),
        board.unknown(accepted),
        reports.size(),
        (int) reports.stream().filter(report -> !report.ok()).count(),
        closedAs(board, election.chainElectionId()),
        votesPerSecond(accepted, watch),
        Percentiles.of(accepted.stream().map(CastVote::acceptedNanos).toList()),
        Percentiles.of(toRecorded(accepted, watch)),
        board.votes().isEmpty() ? 0 : (double) board.gas(nodes) / board.votes().size(),
        remarks);
  }

  private List<ReceiptReport> receipts(final List<CastVote> accepted) {
    final List<VoteReceipt> receipts = new ArrayList<>();
    final Map<String, CastVote> byHash = new HashMap<>();
    for (final CastVote vote : accepted) {
      if (api.status(vote.reference()).path("status").asString("").equals("recorded")) {
        final VoteReceipt receipt = api.receipt(vote.reference());
        byHash.put(receipt.voteHash(), vote);
        receipts.add(receipt);
      }
    }
    if (byHash.size() != receipts.size()) {
      remarks.add("Two receipts name the same vote.");
    }
    try {
      final List<ReceiptReport> reports = new ReceiptVerifier(nodes.get(0)).verify(receipts);
      reports.stream()
          .filter(report -> !report.ok())
          .limit(5)
          .forEach(
              report ->
                  remarks.add(report.receipt().reference() + " refused: " + report.failures()));
      return reports;
    } catch (final NodeUnreachable e) {
      throw new BenchFailed(String.valueOf(e.getMessage()));
    }
  }

  private boolean closedAs(final Board board, final long chainElectionId) {
    final String data =
        FunctionEncoder.encode(
            new Function("election", List.of(new Uint256(chainElectionId)), List.of()));
    final String election =
        nodes
            .call(
                "eth_call",
                Map.of("to", DeterministicDeployment.VOTE_REGISTRY_ADDRESS, "data", data),
                "latest")
            .text();
    final byte[] boardHash = HexFormat.of().parseHex(word(election, BOARD_HASH_WORD));
    return Arrays.equals(boardHash, board.hash())
        && Long.parseLong(word(election, RECORDED_WORD), 16) == board.votes().size()
        && Long.parseLong(word(election, CLOSED_WORD), 16) == 1;
  }

  private static String word(final String encoded, final int word) {
    return encoded.substring(2 + word * WORD, 2 + (word + 1) * WORD);
  }

  private static double votesPerSecond(final List<CastVote> accepted, final BoardWatch watch) {
    if (watch.seen() == 0) {
      return 0;
    }
    final long first = accepted.stream().mapToLong(CastVote::sentAt).min().orElseThrow();
    return watch.seen() / ((watch.lastSeenAt() - first) / 1e9);
  }

  private static List<Long> toRecorded(final List<CastVote> accepted, final BoardWatch watch) {
    final List<Long> durations = new ArrayList<>();
    for (final CastVote vote : accepted) {
      final OptionalLong seen = watch.seenAt(vote.hash());
      seen.ifPresent(at -> durations.add(at - vote.sentAt()));
    }
    return durations;
  }

  private void say(final String line) {
    out.println(line);
    out.flush();
  }
}
