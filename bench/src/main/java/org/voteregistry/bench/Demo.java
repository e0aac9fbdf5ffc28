package org.voteregistry.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.NetworkDescriptor;
import org.voteregistry.network.NetworkFolder;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteReceipt;
import org.web3j.utils.Numeric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Shows the main job on a running system: many voters at once, a validator that dies in the middle,
 * every receipt checked, and the count taken from the chain.
 */
@Command(
    name = "demo",
    description = "Casts ballots on a running system and counts on chain what became of them.",
    mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
  private static final Duration RECORDING_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int VALIDATORS_THAT_SURVIVE_A_LOSS = 3;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Data folder of the running system (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of the backend (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--voters",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Size of the roll; each voter casts one ballot (default: ${DEFAULT-VALUE}).")
  private int voters;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "50",
      description = "Clients that cast at once (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--launcher",
      paramLabel = "JAR",
      defaultValue = "besu-network/target/vote-registry-network.jar",
      description = "The launcher, which starts the stopped validator again.")
  private Path launcher;

  @Spec private CommandSpec spec;

  /** What became of the ballots. */
  private record Count(int accepted, long recorded, long lost, long doubled) {
    boolean isExact() {
      return lost == 0 && doubled == 0 && recorded == accepted;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    final PrintWriter out = spec.commandLine().getOut();
    final NetworkFolder folder = new NetworkFolder(data.resolve("network"));
    final NetworkDescriptor network =
        folder
            .descriptor()
            .orElseThrow(
                () -> new BenchException("no system runs on " + data + ": start scripts/up"));
    final BackendApi api = new BackendApi(URI.create("http://127.0.0.1:" + port), data);
    // The last node is asked: the first one is the one that dies.
    final URI rpc = network.rpcUrls().getLast();
    final boolean losesOne =
        network.kind() != ChainKind.DEV && network.nodes().size() >= VALIDATORS_THAT_SURVIVE_A_LOSS;

    final long firstBlock = BoardOnChain.blockNumber(rpc);
    say(out, "opening an election with a roll of %,d", voters);
    final List<String> roll = Ballots.roll(voters);
    final String uuid = api.openElection("Demonstration", roll);
    final long chainElectionId = api.election(uuid).get("chainElectionId").asLong();
    final BoardOnChain board = new BoardOnChain(rpc, chainElectionId, firstBlock);

    say(
        out,
        "election %s is number %d on chain; %d clients cast %,d ballots%s",
        uuid,
        chainElectionId,
        clients,
        voters,
        losesOne ? ", and validator 1 is killed in the middle" : "");
    if (!losesOne) {
      say(out, "no validator is killed: this chain would not survive it");
    }
    final CastingRun run = new CastingRun(api);
    final long start = System.nanoTime();
    try (Watcher watcher = new Watcher(board)) {
      final Runnable kill = losesOne ? () -> folder.nodes().getFirst().kill() : () -> {};
      run.cast(
          roll.stream().map(credential -> Ballots.ballot(uuid, credential)).toList(),
          clients,
          inTheMiddle(kill));
      say(out, "all accepted; waiting until they are recorded");
      watcher.await(run.accepted().size(), RECORDING_TIMEOUT);
    }
    final List<BoardOnChain.Vote> votes = board.follow();
    final double seconds = (votes.isEmpty() ? 0 : votes.getLast().seenAt() - start) / 1e9;

    say(out, "checking %,d receipts against the chain", run.accepted().size());
    final List<String> objections = checkReceipts(api, board, run);
    objections.stream().limit(10).forEach(objection -> say(out, "  %s", objection));

    if (losesOne) {
      say(out, "starting validator 1 again");
      startAgain();
    }
    say(out, "closing the election");
    final boolean closedExactly = closesExactly(api.closeElection(uuid), board);

    final Count count = count(run.accepted().keySet(), votes);
    report(out, run, votes, count, seconds, board);
    final boolean holds =
        count.isExact() && objections.isEmpty() && closedExactly && board.inSerialOrder();
    out.printf(
        "receipts that hold   %,d of %,d%n",
        run.accepted().size() - objections.size(), run.accepted().size());
    out.printf("serials in order     %s%n", board.inSerialOrder() ? "yes" : "NO");
    out.printf(
        "closed on chain      %s%n", closedExactly ? "yes, same count and board hash" : "NO");
    out.println(holds ? "Nothing was lost, nothing doubled." : "SOMETHING IS WRONG, see above.");
    out.flush();
    return holds ? 0 : 1;
  }

  /**
   * Runs something once when half of the ballots are taken, and keeps the last quarter back until
   * it is done, so that some surely come after it.
   */
  private IntConsumer inTheMiddle(final Runnable action) {
    final int half = voters / 2;
    final int lastQuarter = voters * 3 / 4;
    final CompletableFuture<Void> done = new CompletableFuture<>();
    return taken -> {
      if (taken == half) {
        action.run();
        done.complete(null);
      } else if (taken >= lastQuarter) {
        done.join();
      }
    };
  }

  private static Count count(final Set<VoteHash> accepted, final List<BoardOnChain.Vote> votes) {
    final Map<VoteHash, Long> times =
        votes.stream()
            .collect(Collectors.groupingBy(BoardOnChain.Vote::hash, Collectors.counting()));
    final long lost = accepted.stream().filter(hash -> !times.containsKey(hash)).count();
    final long doubled = times.values().stream().filter(n -> n > 1).count();
    return new Count(accepted.size(), votes.size(), lost, doubled);
  }

  private List<String> checkReceipts(
      final BackendApi api, final BoardOnChain board, final CastingRun run)
      throws IOException, InterruptedException {
    final List<Future<VoteReceipt>> receipts = new ArrayList<>();
    final List<String> objections = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      final java.util.concurrent.Semaphore atOnce = new java.util.concurrent.Semaphore(clients);
      for (final CastingRun.Accepted accepted : run.accepted().values()) {
        receipts.add(
            readers.submit(
                () -> {
                  atOnce.acquire();
                  try {
                    return api.receipt(accepted.reference());
                  } finally {
                    atOnce.release();
                  }
                }));
      }
      for (final Future<VoteReceipt> receipt : receipts) {
        try {
          final String objection = board.objection(receipt.get());
          if (!objection.isEmpty()) {
            objections.add(receipt.get().reference() + ": " + objection);
          }
        } catch (final ExecutionException e) {
          objections.add("no receipt: " + e.getCause().getMessage());
        }
      }
    }
    return objections;
  }

  private static boolean closesExactly(final JsonNode closed, final BoardOnChain board)
      throws IOException {
    final VoteRegistry.Election onChain = board.election();
    final String recomputed = board.boardHash();
    return onChain.closed
        && onChain.recorded.longValueExact() == board.follow().size()
        && closed.get("ballots").asLong() == board.follow().size()
        && Numeric.toHexStringNoPrefix(onChain.boardHash).equals(recomputed)
        && closed.get("boardHash").asString().equals(recomputed);
  }

  private void startAgain() throws IOException, InterruptedException {
    final Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                launcher.toString(),
                "start-node",
                "--data",
                data.toString(),
                "1")
            .redirectErrorStream(true)
            .start();
    final String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new BenchException("validator 1 did not start again: " + said.strip());
    }
  }

  private static void report(
      final PrintWriter out,
      final CastingRun run,
      final List<BoardOnChain.Vote> votes,
      final Count count,
      final double seconds,
      final BoardOnChain board)
      throws IOException {
    final Percentiles toAccepted =
        new Percentiles(run.accepted().values().stream().map(CastingRun.Accepted::nanos).toList());
    final Percentiles toRecorded =
        new Percentiles(
            votes.stream()
                .filter(vote -> run.accepted().containsKey(vote.hash()))
                .map(vote -> vote.seenAt() - run.accepted().get(vote.hash()).sentAt())
                .toList());
    out.println();
    out.printf("accepted             %,d%n", count.accepted());
    out.printf(
        "recorded on chain    %,d in %,d transactions%n", count.recorded(), board.transactions());
    out.printf("lost                 %,d%n", count.lost());
    out.printf("doubled              %,d%n", count.doubled());
    out.printf(
        "votes/s              %.0f (from the first cast to the last recorded)%n",
        count.recorded() / seconds);
    out.printf(
        "to accepted          p50 %.0f ms, p95 %.0f ms%n",
        toAccepted.millis(0.5), toAccepted.millis(0.95));
    out.printf(
        "to recorded          p50 %.0f ms, p95 %.0f ms%n",
        toRecorded.millis(0.5), toRecorded.millis(0.95));
    out.printf(
        "gas a vote           %,d%n",
        votes.isEmpty() ? 0 : board.gasUsed().longValueExact() / votes.size());
  }

  private static void say(final PrintWriter out, final String format, final Object... arguments) {
    out.printf(format + "%n", arguments);
    out.flush();
  }

  /** Follows the board in a thread of its own, so that each vote is seen soon after its block. */
  private static final class Watcher implements AutoCloseable {
    private final BoardOnChain board;
    private final Thread thread;
    private volatile int seen;
    private volatile IOException failure;
    private volatile boolean closed;

    Watcher(final BoardOnChain board) {
      this.board = board;
      thread = Thread.ofVirtual().name("board").start(this::follow);
    }

    private void follow() {
      try {
        while (!closed) {
          seen = board.follow().size();
          Thread.sleep(POLL);
        }
      } catch (final IOException e) {
        failure = e;
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void await(final int count, final Duration timeout) throws IOException, InterruptedException {
      final long deadline = System.nanoTime() + timeout.toNanos();
      while (seen < count && System.nanoTime() < deadline) {
        if (failure != null) {
          throw failure;
        }
        Thread.sleep(POLL);
      }
    }

    @Override
    public void close() {
      closed = true;
      try {
        thread.join();
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
