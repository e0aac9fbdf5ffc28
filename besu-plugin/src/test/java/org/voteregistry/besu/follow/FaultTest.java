package org.voteregistry.besu.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.voteregistry.besu.chain.BlockId;
import org.voteregistry.besu.chain.Hash32;

class FaultTest {
  private final BlockId block = new BlockId(5, Hash32.ZERO);

  @Test
  void doesWhatItIsCalled() throws InterruptedException {
    Fault.parse("none").before(block);
    assertThatThrownBy(() -> Fault.parse("fail").before(block)).hasMessageContaining("block 5");
    final long start = System.nanoTime();
    Fault.parse("slow:20").before(block);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(19_000_000);
  }

  @Test
  void refusesAnythingElse() {
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.parse("slow"));
  }
}
