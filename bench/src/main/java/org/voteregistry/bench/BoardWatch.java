package org.voteregistry.bench;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.voteregistry.proofs.VoteHash;

/** Notes when each vote is first seen in a block, by asking the nodes ten times a second. */
final class BoardWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Nodes nodes;
  private final long chainElectionId;
  private final Map<VoteHash, Long> seenAt = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean ended;
  private volatile String trouble = "";
  private long nextBlock;

  private BoardWatch(final Nodes nodes, final long chainElectionId, final long fromBlock) {
    this.nodes = nodes;
    this.chainElectionId = chainElectionId;
    this.nextBlock = fromBlock;
    this.thread = Thread.ofVirtual().unstarted(this::run);
  }

  static BoardWatch start(final Nodes nodes, final long chainElectionId, final long fromBlock) {
    final BoardWatch watch = new BoardWatch(nodes, chainElectionId, fromBlock);
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (!ended) {
      try {
        look();
      } catch (final BenchFailed e) {
        // a validator that was just stopped; the next look asks another one
        trouble = e.getMessage();
      }
      Pause.of(POLL);
    }
  }

  private void look() {
    final long head = nodes.blockNumber();
    if (head >= nextBlock) {
      final Board board = Board.read(nodes, chainElectionId, nextBlock, head);
      final long now = System.nanoTime();
      board.votes().forEach(vote -> seenAt.putIfAbsent(vote.hash(), now));
      nextBlock = head + 1;
    }
  }

  int seen() {
    return seenAt.size();
  }

  /** Why the last look that failed did; empty when none did. */
  String trouble() {
    return trouble;
  }

  /** {@link System#nanoTime} when the vote was first seen in a block. */
  OptionalLong seenAt(final VoteHash hash) {
    final Long at = seenAt.get(hash);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** When the last one was first seen. */
  long lastSeenAt() {
    return seenAt.values().stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  @Override
  public void close() {
    ended = true;
  }
}
