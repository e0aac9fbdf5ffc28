package org.voteregistry.besu.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.besu.chain.BlockDataMissingException;
import org.voteregistry.besu.chain.BlockId;
import org.voteregistry.besu.chain.BlockSource;
import org.voteregistry.besu.chain.ChainBlock;
import org.voteregistry.besu.chain.TestChain;
import org.voteregistry.besu.chain.TestLogs;
import org.voteregistry.besu.index.IndexView;
import org.voteregistry.besu.index.VoteIndex;

class ChainFollowerTest {
  private static final String CONTRACT = "0x" + "c0".repeat(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final TestChain chain = new TestChain();
  private final HandOver handOver = new HandOver(4);
  private ChainFollower follower;
  private Thread thread;

  private void start() {
    start(chain, Fault.NONE, 1);
  }

  private void start(final BlockSource source, final Fault fault, final long startBlock) {
    follower = new ChainFollower(source, handOver, folder, CONTRACT, startBlock, fault);
    thread = Thread.ofPlatform().start(follower);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (follower != null) {
      follower.close();
      thread.join();
    }
  }

  private void await(final BooleanSupplier condition) {
    final long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s", follower.status()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private void awaitHead() {
    await(() -> follower.status().indexed().equals(Optional.of(chain.head())));
    await(() -> follower.status().state() == FollowerState.LIVE);
  }

  private long votes() {
    return follower.votesIndexed();
  }

  @Test
  void catchesUpWithBlocksThatWereThereBefore() {
    chain.createElection(1, 1000).mine();
    for (int i = 0; i < 200; i++) {
      chain.recordBatch(1, 2).mine();
    }
    start();
    awaitHead();
    assertThat(votes()).isEqualTo(400);
    assertThat(follower.eventsIndexed()).isEqualTo(1 + 200 * 3);
    assertThat(follower.status().lag()).isZero();
    assertThat(follower.status().errors()).isZero();
  }

  @Test
  void takesBlocksThatAreHandedOver() {
    chain.createElection(1, 1000).mine();
    start();
    awaitHead();
    final long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      handOver.leave(chain.recordBatch(1, 2).mine());
      final long due = 2L * (i + 1);
      await(() -> votes() == due);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void readsTheChainWhenBlocksWereNotHandedOver() {
    chain.createElection(1, 1000).mine();
    start();
    awaitHead();
    chain.recordBatch(1, 2).mine();
    chain.recordBatch(1, 2).mine();
    handOver.leave(chain.recordBatch(1, 2).mine());
    await(() -> votes() == 6);
  }

  @Test
  void noticesByItselfWhenNothingIsHandedOver() {
    start();
    awaitHead();
    chain.createElection(1, 1000).recordBatch(1, 2).mine();
    awaitHead();
    assertThat(votes()).isEqualTo(2);
  }

  @Test
  void ignoresABlockThatItHas() {
    final ChainBlock block = chain.createElection(1, 1000).recordBatch(1, 2).mine();
    start();
    awaitHead();
    handOver.leave(block);
    handOver.leave(chain.recordBatch(1, 2).mine());
    await(() -> votes() == 4);
    assertThat(follower.status().undone()).isZero();
  }

  @Test
  void followsAReorganisationThereAndBack() {
    chain.createElection(1, 1000).recordBatch(1, 5).mine();
    chain.recordBatch(1, 3).mine();
    chain.recordBatch(1, 2).mine();
    start();
    awaitHead();
    assertThat(votes()).isEqualTo(10);
    final List<ChainBlock> dropped = chain.from(2);

    chain.rewind(1, "fork");
    awaitHead();
    assertThat(votes()).isEqualTo(5);
    assertThat(follower.status().undone()).isEqualTo(2);

    chain.recordBatch(1, 1).mine();
    handOver.leave(chain.recordBatch(1, 1).mine());
    awaitHead();
    assertThat(votes()).isEqualTo(7);
    assertHolds("fork1/5", 5);

    chain.rewind(1, "main");
    chain.restore(dropped);
    awaitHead();
    assertThat(votes()).isEqualTo(10);
    assertHolds("main1/5", 5);
  }

  private void assertHolds(final String seed, final long serial) {
    try (IndexView view = follower.index().orElseThrow().view()) {
      assertThat(view.batchOf(1, serial).orElseThrow().vote(serial).voteHash())
          .isEqualTo(TestLogs.voteHash(seed));
    }
  }

  @Test
  void goesOnFromItsCheckpointAfterARestart() throws InterruptedException {
    chain.createElection(1, 1000).recordBatch(1, 5).mine();
    start();
    awaitHead();
    stop();
    assertThat(follower.status().state()).isEqualTo(FollowerState.STOPPED);
    chain.recordBatch(1, 5).mine();

    start();
    awaitHead();

    assertThat(votes()).isEqualTo(10);
    assertThat(follower.eventsIndexed()).isEqualTo(6);
  }

  @Test
  void rebuildsWhatWasDeletedOrDamaged() throws Exception {
    chain.createElection(1, 1000).recordBatch(1, 5).mine();
    start();
    awaitHead();
    stop();
    Files.writeString(folder.resolve("CURRENT"), "nothing\n");
    start();
    awaitHead();
    assertThat(votes()).isEqualTo(5);
    assertThat(follower.status().rebuilds()).isEqualTo(1);
    stop();

    VoteIndex.destroy(folder);
    start();
    awaitHead();
    assertThat(votes()).isEqualTo(5);
  }

  @Test
  void rebuildsForAReorganisationThatReachesBehindTheStartBlock() {
    chain.mine(10);
    chain.createElection(1, 1000).recordBatch(1, 5).mine();
    start(chain, Fault.NONE, 11);
    awaitHead();
    assertThat(votes()).isEqualTo(5);

    chain.rewind(5, "fork");
    chain.mine(6);
    chain.createElection(1, 1000).recordBatch(1, 2).mine();
    awaitHead();

    assertThat(follower.status().rebuilds()).isEqualTo(1);
    assertThat(votes()).isEqualTo(2);
  }

  @Test
  void saysThatTheStartBlockLiesBehindTheElection() {
    chain.createElection(1, 1000).mine();
    chain.recordBatch(1, 5).mine();
    start(chain, Fault.NONE, 2);
    await(() -> follower.status().lastError().orElse("").contains("start block"));
    assertThat(follower.status().state()).isEqualTo(FollowerState.FAILED);
  }

  @Test
  void triesAgainAfterAFailureAndLosesNothing() {
    final AtomicBoolean broken = new AtomicBoolean(true);
    chain.createElection(1, 1000).recordBatch(1, 5).mine();
    start(
        chain,
        block -> {
          if (broken.get()) {
            throw new IllegalStateException("broken on purpose");
          }
        },
        1);
    await(() -> follower.status().errors() > 0);
    assertThat(follower.status().lastError().orElseThrow()).contains("broken on purpose");
    broken.set(false);
    awaitHead();
    assertThat(votes()).isEqualTo(5);
    assertThat(follower.status().lastError()).isEmpty();
  }

  @Test
  void aSlowIndexDropsHandedOverBlocksAndStillHoldsAll() {
    chain.createElection(1, 1000).mine();
    start(chain, block -> Thread.sleep(20), 1);
    awaitHead();
    for (int i = 0; i < 50; i++) {
      handOver.leave(chain.recordBatch(1, 1).mine());
    }
    awaitHead();
    assertThat(votes()).isEqualTo(50);
    assertThat(follower.status().overflows()).isPositive();
  }

  @Test
  void saysWhatANodeWithoutReceiptsLacks() {
    chain.mine();
    final BlockSource incomplete =
        new BlockSource() {
          @Override
          public BlockId head() {
            return chain.head();
          }

          @Override
          public Optional<ChainBlock> blockAt(final long number) {
            return chain
                .blockAt(number)
                .map(
                    block ->
                        new ChainBlock(
                            block.id(),
                            block.parentHash(),
                            block.timestamp(),
                            () -> {
                              throw new BlockDataMissingException("no receipts");
                            }));
          }
        };
    start(incomplete, Fault.NONE, 1);
    await(() -> follower.status().errors() > 0);
    assertThat(follower.status().lastError().orElseThrow()).contains("no receipts");
    assertThat(follower.status().rebuilds()).isZero();
  }

  @Test
  void waitsForAStartBlockThatIsNotThereYet() {
    start(chain, Fault.NONE, 4);
    await(() -> follower.status().errors() > 0);
    assertThat(follower.status().lastError().orElseThrow()).contains("no block 3 yet");
    chain.mine(5);
    awaitHead();
  }
}
