package org.voteregistry.besu.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voteregistry.proofs.VoteHash;

/**
 * A chain in memory whose contract counts serials and batches as the real one does. Rewinding it
 * and going on makes a fork.
 */
public final class TestChain implements BlockSource {
  /** Time of block 0, the start of an hour. */
  public static final long EPOCH = 1_700_000_000L - 1_700_000_000L % 3600;

  private final List<ChainBlock> blocks = new ArrayList<>();
  private final List<Map<Long, long[]>> counters = new ArrayList<>();
  private final List<ContractLog> pending = new ArrayList<>();
  private Map<Long, long[]> pendingCounters = new HashMap<>();
  private String branch = "main";
  private long secondsPerBlock = 1;

  /** A chain of the genesis block alone. */
  public TestChain() {
    mine();
  }

  @Override
  public synchronized BlockId head() {
    return blocks.getLast().id();
  }

  @Override
  public synchronized Optional<ChainBlock> blockAt(final long number) {
    return number < blocks.size() ? Optional.of(blocks.get((int) number)) : Optional.empty();
  }

  public TestChain secondsPerBlock(final long seconds) {
    secondsPerBlock = seconds;
    return this;
  }

  public TestChain createElection(final long id, final long rollSize) {
    pending.add(TestLogs.electionCreated(id, rollSize));
    pendingCounters.put(id, new long[2]);
    return this;
  }

  /** Records one batch of votes whose hashes come from the branch's name and their serials. */
  public TestChain recordBatch(final long election, final int count) {
    final List<VoteHash> hashes = new ArrayList<>();
    final long first = pendingCounters.get(election)[0];
    for (int i = 0; i < count; i++) {
      hashes.add(TestLogs.voteHash(branch + election + "/" + (first + i)));
    }
    return recordBatch(election, TestLogs.hash("root"), hashes);
  }

  public TestChain recordBatch(
      final long election, final Hash32 root, final List<VoteHash> hashes) {
    final long[] counter = pendingCounters.get(election).clone();
    final long first = counter[0];
    for (final VoteHash hash : hashes) {
      pending.add(TestLogs.voteRecorded(election, hash, counter[0], counter[0] + 7));
      counter[0]++;
    }
    counter[1]++;
    pending.add(TestLogs.batchRecorded(election, counter[1], root, first, hashes.size()));
    pendingCounters.put(election, counter);
    return this;
  }

  public TestChain emit(final ContractLog log) {
    pending.add(log);
    return this;
  }

  /** Makes a block of what was emitted since the last one. */
  public synchronized ChainBlock mine() {
    final long number = blocks.size();
    final List<ContractLog> logs = List.copyOf(pending);
    final ChainBlock block =
        new ChainBlock(
            new BlockId(number, TestLogs.hash(branch + " block " + number + logs.size())),
            blocks.isEmpty() ? Hash32.ZERO : blocks.getLast().id().hash(),
            blocks.isEmpty() ? EPOCH : blocks.getLast().timestamp() + secondsPerBlock,
            () -> logs);
    blocks.add(block);
    counters.add(pendingCounters);
    pending.clear();
    pendingCounters = new HashMap<>(pendingCounters);
    return block;
  }

  public void mine(final int count) {
    for (int i = 0; i < count; i++) {
      mine();
    }
  }

  /** Drops the blocks after a number, as debug_setHead does; what follows is another branch. */
  public synchronized void rewind(final long number, final String newBranch) {
    while (blocks.size() > number + 1) {
      blocks.removeLast();
      counters.removeLast();
    }
    pendingCounters = new HashMap<>(counters.getLast());
    branch = newBranch;
  }

  /** The blocks from a number on. */
  public synchronized List<ChainBlock> from(final long number) {
    return List.copyOf(blocks.subList((int) number, blocks.size()));
  }

  /** Puts blocks that were dropped back. */
  public synchronized void restore(final List<ChainBlock> dropped) {
    blocks.addAll(dropped);
  }
}
