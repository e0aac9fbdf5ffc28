package org.voteregistry.besu.follow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.voteregistry.besu.chain.ChainBlock;

/**
 * Where the node's import thread leaves new blocks. Leaving one never waits. When the queue is full
 * everything in it is dropped: the follower then finds a gap and reads the missing blocks from the
 * chain, so nothing is lost but the short cut.
 */
public final class HandOver {
  private final BlockingQueue<ChainBlock> queue;
  private final AtomicLong overflows = new AtomicLong();

  /**
   * An empty queue.
   *
   * @param capacity blocks that it holds; their receipts stay in memory meanwhile
   */
  public HandOver(final int capacity) {
    queue = new ArrayBlockingQueue<>(capacity);
  }

  /** Leaves a block; never waits and never throws. */
  public void leave(final ChainBlock block) {
    if (!queue.offer(block)) {
      overflows.incrementAndGet();
      queue.clear();
      // May fail against another thread; the follower looks at the chain anyway.
      final boolean kept = queue.offer(block);
      assert kept || !queue.isEmpty();
    }
  }

  /** Takes the oldest block, or nothing when none came in time. */
  public Optional<ChainBlock> take(final Duration patience) throws InterruptedException {
    return Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Blocks that wait. */
  public int size() {
    return queue.size();
  }

  /** How often the queue was full. */
  public long overflows() {
    return overflows.get();
  }
}
