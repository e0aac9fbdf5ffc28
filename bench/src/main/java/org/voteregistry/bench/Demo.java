package org.voteregistry.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.client.node.NodeUnreachable;
import org.voteregistry.client.receipt.ReceiptReport;
import org.voteregistry.client.receipt.ReceiptVerifier;
import org.voteregistry.proofs.VoteReceipt;

/**
 * The main job from encrypted ballots to a verified result, with a validator killed in the middle.
 */
final class Demo {
  private static final Duration RECORDING = Duration.ofMinutes(3);

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
    final String uuid = api.draft("Demonstration", DemoQuestion.QUESTIONS);
    say(
        "Making the keys of three trustees, two of whom can decrypt, and %d credentials."
            .formatted(votes));
    try (DemoTrustees trustees = DemoTrustees.create();
        Voters voters = Voters.of(uuid, votes)) {
      api.putTrustees(uuid, trustees.json());
      api.putRoll(uuid, voters.roll());
      say("Opening election " + uuid + ".");
      final BackendApi.OpenElection election = api.open(uuid);
      final ElectionParameters parameters = ElectionParameters.read(api.parameters(uuid));
      trustees.requireKeyOf(parameters);
      final List<byte[]> ballots = encrypt(voters, parameters);
      try (BoardWatch watch = BoardWatch.start(nodes, election.chainElectionId(), fromBlock)) {
        say(
            "Casting %d ballots with %d clients, one of them with `client ballot cast`."
                .formatted(votes, clients));
        final Casting casting = new Casting(api, ballots::get);
        final CommandLineVoter person = new CommandLineVoter(system.backendUrl(), uuid);
        casting.differently(0, () -> person.cast(0, voters.secret(0), voters.choice(0)));
        final List<CastVote> accepted = castWithAccident(casting);
        if (casting.refused() > 0) {
          remarks.add(casting.refused() + " ballots were refused by the backend.");
        }
        say("%d accepted; waiting until all are recorded.".formatted(accepted.size()));
        awaitRecorded(accepted, watch);
        final Recording recording = judge(election, fromBlock, accepted, watch);
        say("Decrypting with two of the three trustees; publishing the result.");
        final List<Long> expected = voters.counts(accepted.stream().map(CastVote::voter).toList());
        final Tally tally = Tally.of(system, election, parameters, trustees, expected);
        return new DemoOutcome(recording, tally, remarks);
      }
    } finally {
      restart();
    }
  }

  private List<byte[]> encrypt(final Voters voters, final ElectionParameters parameters) {
    say(
        "Encrypting %d ballots on %d processors."
            .formatted(votes, Runtime.getRuntime().availableProcessors()));
    final long from = System.nanoTime();
    final List<byte[]> ballots = voters.ballots(parameters);
    say(
        String.format(
            Locale.ROOT,
            "That took %.1f s, %.1f kB a ballot.",
            (System.nanoTime() - from) / 1e9,
            ballots.stream().mapToInt(ballot -> ballot.length).average().orElse(0) / 1e3));
    return ballots;
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

  private Recording judge(
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
    return new Recording(
        votes,
        accepted.size(),
        board.votes().size(),
        board.lost(accepted),
        board.doubled(),
        board.unknown(accepted),
        reports.size(),
        (int) reports.stream().filter(report -> !report.ok()).count(),
        ElectionOnChain.read(nodes, election.chainElectionId()).closedAs(board),
        votesPerSecond(accepted, watch),
        Percentiles.of(accepted.stream().map(CastVote::acceptedNanos).toList()),
        Percentiles.of(toRecorded(accepted, watch)),
        board.votes().isEmpty() ? 0 : (double) board.gas(nodes) / board.votes().size());
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
