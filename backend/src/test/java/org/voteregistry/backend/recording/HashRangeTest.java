package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.voteregistry.proofs.VoteHash;

class HashRangeTest {
  @Test
  void theRangeOfAReferenceHoldsExactlyTheHashesThatBeginWithIt() {
    final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int round = 0; round < 200; round++) {
      final byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      final HashRange range = HashRange.of(VoteHash.of(bytes).reference());
      assertThat(Arrays.compareUnsigned(range.low(), bytes)).isLessThanOrEqualTo(0);
      assertThat(Arrays.compareUnsigned(range.high(), bytes)).isGreaterThanOrEqualTo(0);
      assertThat(VoteHash.of(range.low()).reference())
          .isEqualTo(VoteHash.of(bytes).reference())
          .isEqualTo(VoteHash.of(range.high()).reference());
      bytes[9] ^= 1;
      assertThat(
              Arrays.compareUnsigned(range.low(), bytes) <= 0
                  && Arrays.compareUnsigned(range.high(), bytes) >= 0)
          .isFalse();
    }
  }
}
