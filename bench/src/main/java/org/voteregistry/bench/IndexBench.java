package org.voteregistry.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voteregistry.client.node.NodeAnswer;
import org.voteregistry.client.node.NodeCall;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkFolder;
import org.voteregistry.network.NetworkOptions;

/** Measures the votes index in one real validator: others would only take processor time. */
final class IndexBench {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BATCH = 500;
  private static final int PAGE = 5_000;

  /** Events that one eth_getLogs brings, about; Besu limits the blocks only. */
  private static final long EVENTS = 20_000;

  private static final int SMALL_BATCH = 10;
  private static final int RUNS = 7;

  private static final Pattern REBUILT =
      Pattern.compile("votes index: caught up \\d+ blocks to .*? in (\\d+) ms");

  private final Path folder;
  private final Path plugin;
  private final int votes;
  private final int smallBatches;
  private final Duration warmUp;
  private final PrintWriter out;

  IndexBench(
      final Path folder,
      final Path plugin,
      final int votes,
      final int smallBatches,
      final Duration warmUp,
      final PrintWriter out) {
    this.folder = folder;
    this.plugin = plugin;
    this.votes = votes;
    this.smallBatches = smallBatches;
    this.warmUp = warmUp;
    this.out = out;
  }

  private NetworkOptions.Builder options() {
    return NetworkOptions.in(folder.resolve("network"))
        .kind(ChainKind.BESU)
        .validators(1)
        .freePorts();
  }

  IndexOutcome run() {
    final long election;
    final long total;
    final Percentiles queryable;
    final double list;
    final double logs;
    final double rebuild;
    final long events;
    final long heapWith;
    say("Starting a validator with the plugin.");
    try (ChainNetwork network = ChainNetwork.start(options().votesPlugin(plugin).build())) {
      final Nodes nodes = new Nodes(network.rpcUrls());
      try (VoteWriter writer =
          new VoteWriter(
              network.rpcUrls().getFirst(),
              network.adminPrivateKey(),
              network.descriptor().chainId())) {
        writer.open(votes + smallBatches * SMALL_BATCH);
        say("Recording %d votes.".formatted(votes));
        while (writer.votes() < votes) {
          writer.send((int) Math.min(BATCH, votes - writer.votes()));
        }
        writer.awaitAll();
        say("Recording %d small batches, watching for each.".formatted(smallBatches));
        queryable = queryable(nodes, writer);
        writer.awaitAll();
        election = writer.election();
        total = writer.votes();
      }
      awaitIndex(nodes, total);
      say("Reading all votes both ways.");
      // Until the node's code and this program's is compiled.
      final long warm = System.nanoTime() + warmUp.toNanos();
      do {
        list(nodes, election, total);
        logs(nodes, election, total);
      } while (System.nanoTime() < warm);
      final List<Long> lists = new ArrayList<>();
      final List<Long> scans = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        lists.add(nanos(() -> list(nodes, election, total)));
        scans.add(nanos(() -> logs(nodes, election, total)));
      }
      list = medianMillis(lists);
      logs = medianMillis(scans);
      say("Rebuilding the index.");
      network.stop(0);
      deleteIndex();
      final long marked = logSize();
      network.start(0);
      Pause.until("the rebuild", PATIENCE, () -> rebuilt(marked) > 0);
      rebuild = rebuilt(marked) / 1e3;
      awaitIndex(nodes, total);
      events = total + 1 + nodes.call("votes_status").result().path("batches").asLong(0);
      list(nodes, election, total);
      heapWith = heap();
    }
    say("Starting the validator without the plugin.");
    try (ChainNetwork network = ChainNetwork.start(options().build())) {
      network.awaitBlocks(PATIENCE);
      return new IndexOutcome(total, events, rebuild, queryable, list, logs, heapWith, heap());
    }
  }

  /**
   * Upper bounds: from the start of the last look that found no receipt to the end of the first one
   * that found the vote.
   */
  private Percentiles queryable(final Nodes nodes, final VoteWriter writer) {
    final List<Long> nanos = new ArrayList<>();
    for (int batch = 0; batch < smallBatches; batch++) {
      final NodeCall receipt = NodeCall.of("eth_getTransactionReceipt", writer.send(SMALL_BATCH));
      final NodeCall vote =
          NodeCall.of("votes_getVote", "0x" + VoteWriter.hash(writer.votes() - 1));
      long without = System.nanoTime();
      while (true) {
        final long look = System.nanoTime();
        final Map<NodeCall, NodeAnswer> answers = nodes.all(List.of(receipt, vote));
        if (!answers.get(receipt).isPresent()) {
          without = look;
        }
        if (answers.get(vote).isPresent()) {
          nanos.add(System.nanoTime() - without);
          break;
        }
        if (System.nanoTime() - without > PATIENCE.toNanos()) {
          throw new BenchFailed("a vote does not come into the index: " + answers.get(vote));
        }
        Pause.of(Duration.ofMillis(2));
      }
    }
    return Percentiles.of(nanos);
  }

  private static void awaitIndex(final Nodes nodes, final long total) {
    Pause.until(
        "the index holds all votes",
        PATIENCE,
        () -> {
          try {
            return nodes.call("votes_status").result().path("votes").asLong(0) == total;
          } catch (final BenchFailed e) {
            // the node is on its way up
            return false;
          }
        });
  }

  private static long list(final Nodes nodes, final long election, final long total) {
    long next = 0;
    while (next < total) {
      final int page =
          nodes.call("votes_listVotes", election, next, PAGE).result().path("votes").size();
      requireSome(page, "votes_listVotes", next);
      next += page;
    }
    return next;
  }

  private static long logs(final Nodes nodes, final long election, final long total) {
    final long head = nodes.blockNumber();
    long found = 0;
    final long blocks = Math.max(1, EVENTS * head / total);
    for (long first = 0; first <= head; first += blocks) {
      found += Board.logs(nodes, election, first, Math.min(head, first + blocks - 1)).size();
    }
    if (found != total) {
      throw new BenchFailed("the logs have %d of %d votes".formatted(found, total));
    }
    return found;
  }

  private static void requireSome(final int found, final String method, final long from) {
    if (found == 0) {
      throw new BenchFailed("%s gives nothing from serial %d on".formatted(method, from));
    }
  }

  private static long nanos(final Runnable reading) {
    final long start = System.nanoTime();
    reading.run();
    return System.nanoTime() - start;
  }

  private static double medianMillis(final List<Long> nanos) {
    return nanos.stream().sorted().skip(RUNS / 2).findFirst().orElseThrow() / 1e6;
  }

  private Path log() {
    return new NetworkFolder(folder.resolve("network")).process(0).log();
  }

  private void deleteIndex() {
    try {
      Folders.delete(folder.resolve("network/node-1/data/votes-index"));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long logSize() {
    try {
      return Files.size(log());
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Milliseconds that the node's log names behind the mark, or 0. */
  private long rebuilt(final long mark) {
    try {
      final byte[] all = Files.readAllBytes(log());
      // A node that is started again may begin its log anew.
      final int from = all.length >= mark ? (int) mark : 0;
      final Matcher line =
          REBUILT.matcher(
              new String(all, from, all.length - from, java.nio.charset.StandardCharsets.UTF_8));
      return line.find() ? Long.parseLong(line.group(1)) : 0;
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long heap() {
    return NodeHeap.inUse(
        new NetworkFolder(folder.resolve("network"))
            .process(0)
            .running()
            .orElseThrow(() -> new BenchFailed("the validator ended"))
            .pid());
  }

  private void say(final String line) {
    out.println(line);
    out.flush();
  }
}
