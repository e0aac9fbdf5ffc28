package org.voteregistry.besu.follow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voteregistry.besu.chain.BlockDataMissingException;
import org.voteregistry.besu.chain.BlockId;
import org.voteregistry.besu.chain.BlockSource;
import org.voteregistry.besu.chain.ChainBlock;
import org.voteregistry.besu.event.LocatedEvent;
import org.voteregistry.besu.event.VoteEventDecoder;
import org.voteregistry.besu.index.IndexClosedException;
import org.voteregistry.besu.index.IndexGapException;
import org.voteregistry.besu.index.IndexIdentity;
import org.voteregistry.besu.index.IndexStorageException;
import org.voteregistry.besu.index.UndoUnavailableException;
import org.voteregistry.besu.index.VoteIndex;

/**
 * Keeps the index at the node's chain, from its own thread.
 *
 * <p>There is one rule, whatever happened: if the next block's parent is the index's last block,
 * the block is added; if not, the last block is taken out and the question is asked again. A block
 * that the node hands over is used when it comes next; in every other case (start, a full queue, a
 * reorganisation, a rewound chain) the blocks are read from the chain by number.
 *
 * <p>A failure is counted, logged and tried again with growing pauses. Where the stored index is
 * damaged, misses something, or cannot be undone far enough, it is deleted and built again.
 */
public final class ChainFollower implements Runnable, AutoCloseable {
  /**
   * Blocks that may wait with their receipts in memory. Few: a block that is full of votes holds
   * some 25 MB of them, and the validator's heap is not ours. Reading from the chain costs little.
   */
  public static final int QUEUE_CAPACITY = 4;

  private static final Logger LOG = LoggerFactory.getLogger(ChainFollower.class);
  private static final Duration LOOK_AT_HEAD = Duration.ofSeconds(1);
  private static final Duration REPORT_PROGRESS = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A catch-up of so many blocks or more is worth a line in the log, and so is a first one. */
  private static final long NOTABLE_DISTANCE = 100;

  private final BlockSource source;
  private final HandOver handOver;
  private final Path folder;
  private final String contract;
  private final long startBlock;
  private final Fault fault;
  private final VoteEventDecoder decoder = new VoteEventDecoder();
  private final AtomicLong undone = new AtomicLong();
  private final AtomicLong rebuilds = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private volatile FollowerState state = FollowerState.STARTING;
  private volatile Optional<VoteIndex> index = Optional.empty();
  private volatile Optional<String> lastError = Optional.empty();
  private volatile boolean stopping;
  private volatile Thread thread;
  private long nextReport;

  /**
   * A follower that does nothing until it is run.
   *
   * @param folder where the index is kept
   * @param contract the watched address, {@code 0x} and 40 lower-case digits
   * @param startBlock first block to look at, 1 or more
   */
  public ChainFollower(
      final BlockSource source,
      final HandOver handOver,
      final Path folder,
      final String contract,
      final long startBlock,
      final Fault fault) {
    this.source = source;
    this.handOver = handOver;
    this.folder = folder;
    this.contract = contract;
    this.startBlock = startBlock;
    this.fault = fault;
  }

  /** Follows the chain until {@link #close()}. */
  @Override
  public void run() {
    thread = Thread.currentThread();
    Duration pause = FIRST_PAUSE;
    try {
      while (!stopping) {
        try {
          final VoteIndex open = openIndex();
          if (state == FollowerState.FAILED) {
            readFromChain(open);
          } else {
            step(open, handOver.take(LOOK_AT_HEAD));
          }
          pause = FIRST_PAUSE;
        } catch (final IndexGapException
            | UndoUnavailableException
            | IndexStorageException
            | BlockDataMissingException e) {
          pause = failed(e, pause);
          if (!(e instanceof BlockDataMissingException) && worthRebuilding(e)) {
            rebuild(e.getMessage());
          }
        } catch (final RuntimeException | Error e) {
          // Whatever else went wrong in the node's services or here must not end the thread, not
          // even a method that this version of Besu lacks or a heap that was full for a moment: the
          // next attempt starts from the checkpoint.
          pause = failed(e, pause);
        }
      }
    } catch (final InterruptedException e) {
      LOG.debug("the votes index was asked to stop");
    } finally {
      state = stopping ? FollowerState.STOPPED : FollowerState.FAILED;
      index.ifPresent(VoteIndex::close);
    }
  }

  private void step(final VoteIndex open, final Optional<ChainBlock> handedOver)
      throws InterruptedException {
    if (handedOver.isPresent()) {
      final ChainBlock block = handedOver.get();
      final BlockId last = open.checkpoint();
      if (block.id().equals(last)) {
        return;
      }
      if (block.parentHash().equals(last.hash())) {
        add(open, block);
        state = FollowerState.LIVE;
        return;
      }
    }
    readFromChain(open);
  }

  private void readFromChain(final VoteIndex open) throws InterruptedException {
    final long from = open.checkpoint().number();
    final long start = System.nanoTime();
    nextReport = start + REPORT_PROGRESS.toNanos();
    while (!stopping) {
      final BlockId head = source.head();
      final BlockId last = open.checkpoint();
      if (head.equals(last)) {
        break;
      }
      final Optional<ChainBlock> next = source.blockAt(last.number() + 1);
      if (next.isPresent() && next.get().parentHash().equals(last.hash())) {
        if (head.number() > last.number() + 1) {
          state = FollowerState.CATCHING_UP;
        }
        add(open, next.get());
        reportProgress(open, from, start);
      } else if (next.isPresent() || !isCanonical(last)) {
        takeOut(open, last);
      } else {
        // The node named another head but has no next block: its chain is just changing. If it
        // stays so, the index is not live.
        state = head.number() > last.number() + 1 ? FollowerState.CATCHING_UP : FollowerState.LIVE;
        return;
      }
    }
    state = FollowerState.LIVE;
    lastError = Optional.empty();
    final long caughtUp = open.checkpoint().number() - from;
    final boolean wasEmpty = from < startBlock && caughtUp > 0;
    if (wasEmpty || caughtUp >= NOTABLE_DISTANCE) {
      LOG.info(
          "votes index: caught up {} blocks to {} in {} ms",
          caughtUp,
          open.checkpoint(),
          (System.nanoTime() - start) / 1_000_000);
    }
  }

  private boolean isCanonical(final BlockId block) {
    return source.blockAt(block.number()).map(ChainBlock::id).filter(block::equals).isPresent();
  }

  private void add(final VoteIndex open, final ChainBlock block) throws InterruptedException {
    fault.before(block.id());
    final List<LocatedEvent> decoded = decoder.decode(block.logs().get());
    open.apply(block, decoded);
    events.addAndGet(decoded.size());
    lastError = Optional.empty();
  }

  private void takeOut(final VoteIndex open, final BlockId last) {
    if (last.number() < startBlock) {
      throw new UndoUnavailableException(
          "the block before the start block, %s, is not on this chain".formatted(last));
    }
    final BlockId after = open.undo();
    undone.incrementAndGet();
    LOG.info("votes index: block {} left the chain; back at {}", last, after.number());
  }

  private VoteIndex openIndex() {
    if (index.isPresent()) {
      return index.get();
    }
    final ChainBlock genesis = block(0);
    final BlockId before = block(startBlock - 1).id();
    final VoteIndex opened =
        VoteIndex.open(
            folder,
            new IndexIdentity(IndexIdentity.FORMAT, genesis.id().hash(), contract, startBlock),
            before);
    index = Optional.of(opened);
    LOG.info(
        "votes index: {} at block {}, node at {}, contract {}",
        folder,
        opened.checkpoint().number(),
        source.head().number(),
        contract);
    return opened;
  }

  private ChainBlock block(final long number) {
    return source
        .blockAt(number)
        .orElseThrow(
            () ->
                new BlockDataMissingException(
                    "the node has no block %d yet, which the index must know to start"
                        .formatted(number)));
  }

  private boolean worthRebuilding(final RuntimeException e) {
    if (e instanceof IndexStorageException storage) {
      return storage.isDamaged();
    }
    // A gap in a fresh index would only come again: the start block or the contract is wrong.
    return e instanceof UndoUnavailableException || rebuilds.get() == 0;
  }

  private void rebuild(final String reason) {
    LOG.warn("votes index: starting anew, because {}", reason);
    rebuilds.incrementAndGet();
    index.ifPresent(VoteIndex::close);
    index = Optional.empty();
    try {
      VoteIndex.destroy(folder);
    } catch (final IndexStorageException e) {
      failed(e, Duration.ZERO);
    }
  }

  private Duration failed(final Throwable e, final Duration pause) {
    lastError = Optional.of(e.toString());
    state = FollowerState.FAILED;
    // Last, so that who sees the number finds the reason.
    errors.incrementAndGet();
    LOG.error(
        "votes index: {}; trying again in {} ms. The node goes on.",
        e.getMessage(),
        pause.toMillis(),
        e);
    if (!stopping) {
      try {
        Thread.sleep(pause);
      } catch (final InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      }
    }
    final Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void reportProgress(final VoteIndex open, final long from, final long start) {
    final long now = System.nanoTime();
    if (now < nextReport) {
      return;
    }
    nextReport = now + REPORT_PROGRESS.toNanos();
    final long at = open.checkpoint().number();
    LOG.info(
        "votes index: block {} of {}, {} blocks/s, {} events so far",
        at,
        source.head().number(),
        (at - from) * 1_000_000_000L / Math.max(1, now - start),
        events.get());
  }

  /** The index, once it is open. It may be closed at any time, which its methods then say. */
  public Optional<VoteIndex> index() {
    return index;
  }

  /** How the index stands to its chain. */
  public FollowerStatus status() {
    return new FollowerStatus(
        state,
        index.map(VoteIndex::checkpoint),
        source.head().number(),
        handOver.size(),
        handOver.overflows(),
        undone.get(),
        rebuilds.get(),
        errors.get(),
        lastError);
  }

  /** Votes in the index now; 0 while it is not open. */
  public long votesIndexed() {
    try {
      final Optional<VoteIndex> open = index;
      return open.isPresent() ? open.get().votes() : 0;
    } catch (final IndexClosedException e) {
      return 0;
    }
  }

  /** Events indexed since the node started. */
  public long eventsIndexed() {
    return events.get();
  }

  /** The watched contract's address. */
  public String contract() {
    return contract;
  }

  /** First block that is looked at. */
  public long startBlock() {
    return startBlock;
  }

  /** Asks the thread to stop after the block that it works on. */
  @Override
  public void close() {
    stopping = true;
    final Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
