package org.voteregistry.bench;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voteregistry.proofs.VoteHash;
import tools.jackson.databind.JsonNode;

/**
 * Records votes with the backend's recorder, then the same ones one by one. The ballots are cast
 * while recording is held back, so that what is measured is the recorder and not the clients. Both
 * runs find nodes that have recorded before: a node that has just started compiles its programs
 * during its first heavy blocks, which would be charged to whoever comes first.
 */
final class RecordBench {
  private static final int CLIENTS = 50;
  private static final Duration DRAIN = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int WARM_UP_SHARE = 2;

  /** What is measured is the same for secret ballots, which take a while to make. */
  private static final String IN_THE_CLEAR = "--voteregistry.ballot.unencrypted-allowed=true";

  private static final String RECORDING = "--voteregistry.recording.enabled=";

  private final Nodes nodes;
  private final List<URI> rpcUrls;
  private final Path adminKeyFile;
  private final Path backendJar;
  private final List<String> backendArguments;
  private final Path folder;
  private final int votes;
  private final PrintWriter out;

  RecordBench(
      final List<URI> rpcUrls,
      final Path adminKeyFile,
      final Path backendJar,
      final List<String> backendArguments,
      final Path folder,
      final int votes,
      final PrintWriter out) {
    this.nodes = new Nodes(rpcUrls);
    this.rpcUrls = rpcUrls;
    this.adminKeyFile = adminKeyFile;
    this.backendJar = backendJar;
    this.backendArguments = backendArguments;
    this.folder = folder;
    this.votes = votes;
    this.out = out;
  }

  /** The batched run. */
  private record Batched(
      double acceptSeconds,
      double startSeconds,
      double seconds,
      int batches,
      BlockLoad blocks,
      double gasPerVote,
      List<VoteHash> votes) {}

  RecordOutcome run() {
    final Batched batched = inBatches();
    say(
        String.format(
            Locale.ROOT,
            "In batches: %d votes in %.1f s. Recording the same votes one by one.",
            votes,
            batched.seconds()));
    final NaiveRun.Outcome naive =
        new NaiveRun(nodes, rpcUrls.getFirst(), adminKeyFile).record(batched.votes());
    return new RecordOutcome(
        votes,
        batched.acceptSeconds(),
        batched.startSeconds(),
        batched.seconds(),
        batched.batches(),
        batched.blocks(),
        batched.gasPerVote(),
        naive.signSeconds(),
        naive.seconds(),
        naive.blocks(),
        naive.gasPerVote());
  }

  private Batched inBatches() {
    try (BackendProcess backend = new BackendProcess(backendJar, folder, rpcUrls, adminKeyFile)) {
      say("Starting the backend; recording %d other votes first.".formatted(warmUpVotes()));
      backend.start(with(true));
      warmUp(backend.api());
      say("Opening an election with a roll of " + votes + ".");
      final BackendApi.OpenElection election =
          backend.api().openElection("Measurement", Electorate.credentials(votes));
      backend.stop();

      say("Casting %d ballots while recording is held back.".formatted(votes));
      backend.start(with(false));
      final long castFrom = System.nanoTime();
      final List<CastVote> accepted =
          new Casting(backend.api(), voter -> Electorate.ballot(election.uuid(), voter))
              .cast(votes, CLIENTS, voter -> {});
      final double acceptSeconds = seconds(castFrom, System.nanoTime());
      if (accepted.size() != votes) {
        throw new BenchFailed("only %d of %d were accepted".formatted(accepted.size(), votes));
      }
      backend.stop();

      say("Letting the recorder go.");
      final long fromBlock = nodes.blockNumber();
      final Clock clock = Clock.now();
      backend.start(with(true));
      final Instant ready = Instant.now();
      awaitRecorded(election, votes);
      final Instant last = clock.at(System.nanoTime());
      return judge(backend.api(), election, fromBlock, accepted, acceptSeconds, ready, last);
    }
  }

  private int warmUpVotes() {
    return Math.max(1, votes / WARM_UP_SHARE);
  }

  private void warmUp(final BackendApi api) {
    final BackendApi.OpenElection election =
        api.openElection("Warm-up", Electorate.credentials(warmUpVotes()));
    new Casting(api, voter -> Electorate.ballot(election.uuid(), voter))
        .cast(warmUpVotes(), CLIENTS, voter -> {});
    awaitRecorded(election, warmUpVotes());
  }

  /** Asks for one number only, so that the looking does not load the nodes that are measured. */
  private void awaitRecorded(final BackendApi.OpenElection election, final int count) {
    Pause.until(
        "recording of all votes",
        DRAIN,
        LOOK,
        () -> {
          try {
            return ElectionOnChain.read(nodes, election.chainElectionId()).recorded() >= count;
          } catch (final BenchFailed e) {
            // saturated for the moment: the next look tells
            return false;
          }
        });
  }

  private Batched judge(
      final BackendApi api,
      final BackendApi.OpenElection election,
      final long fromBlock,
      final List<CastVote> accepted,
      final double acceptSeconds,
      final Instant ready,
      final Instant last) {
    final Board board =
        Board.read(nodes, election.chainElectionId(), fromBlock, nodes.blockNumber());
    if (board.lost(accepted) + board.doubled() + board.unknown(accepted) > 0) {
      throw new BenchFailed("votes are lost, doubled or unknown on chain: the rate means nothing");
    }
    final RecordedVote first = board.votes().getFirst();
    final Instant sent = firstSent(api, first);
    return new Batched(
        acceptSeconds,
        Duration.between(ready, sent).toMillis() / 1e3,
        Duration.between(sent, last).toMillis() / 1e3,
        board.transactions().size(),
        BlockLoad.read(nodes, first.blockNumber(), board.votes().getLast().blockNumber()),
        (double) board.gas(nodes) / votes,
        board.votes().stream().map(RecordedVote::hash).toList());
  }

  /** When the transaction of serial 0 was sent first, as the backend noted it. */
  private static Instant firstSent(final BackendApi api, final RecordedVote first) {
    final List<Instant> sent = new ArrayList<>();
    Pause.until(
        "the status of the first vote is to be recorded",
        DRAIN,
        () ->
            api.status(first.hash().reference().text())
                .path("status")
                .asString("")
                .equals("recorded"));
    for (final JsonNode attempt : api.status(first.hash().reference().text()).path("attempts")) {
      sent.add(Instant.parse(attempt.path("at").asString()));
    }
    return sent.stream()
        .min(Instant::compareTo)
        .orElseThrow(() -> new BenchFailed("the backend tells no attempts of the first batch"));
  }

  private List<String> with(final boolean recording) {
    final List<String> arguments = new ArrayList<>(backendArguments);
    arguments.add(IN_THE_CLEAR);
    arguments.add(RECORDING + recording);
    return arguments;
  }

  /** Two clocks read together, so that nanoTime can be told as an instant. */
  private record Clock(Instant instant, long nanoTime) {
    static Clock now() {
      return new Clock(Instant.now(), System.nanoTime());
    }

    Instant at(final long nanos) {
      return instant.plusNanos(nanos - nanoTime);
    }
  }

  static double seconds(final long from, final long to) {
    return (to - from) / 1e9;
  }

  private void say(final String line) {
    out.println(line);
    out.flush();
  }
}
