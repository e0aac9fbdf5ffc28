package org.voteregistry.besu.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.voteregistry.besu.chain.ChainBlock;
import org.voteregistry.besu.chain.TestChain;

class HandOverTest {
  private final TestChain chain = new TestChain();
  private final HandOver handOver = new HandOver(2);

  @Test
  void givesBlocksInTheirOrder() throws InterruptedException {
    final ChainBlock first = chain.mine();
    final ChainBlock second = chain.mine();
    handOver.leave(first);
    handOver.leave(second);
    assertThat(handOver.size()).isEqualTo(2);
    assertThat(handOver.take(Duration.ZERO)).contains(first);
    assertThat(handOver.take(Duration.ZERO)).contains(second);
    assertThat(handOver.take(Duration.ofMillis(1))).isEmpty();
    assertThat(handOver.overflows()).isZero();
  }

  @Test
  void keepsOnlyTheNewestWhenItIsFull() throws InterruptedException {
    handOver.leave(chain.mine());
    handOver.leave(chain.mine());
    final ChainBlock third = chain.mine();
    handOver.leave(third);
    assertThat(handOver.overflows()).isEqualTo(1);
    assertThat(handOver.take(Duration.ZERO)).contains(third);
    assertThat(handOver.size()).isZero();
  }
}
