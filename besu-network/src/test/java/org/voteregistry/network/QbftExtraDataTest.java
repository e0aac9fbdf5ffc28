package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QbftExtraDataTest {
  private static final String FIRST = "0x5ff6f4b66a46a2b2310a6f3a93aaddc0d9a1c193";
  private static final String SECOND = "0xbe068f726a13c8d46c44be6ce9d275600e1735a4";

  /** What Besu 26.8's {@code besu rlp encode --type=QBFT_EXTRA_DATA} gives for these two. */
  private static final String BY_BESU =
      "0xf84fa00000000000000000000000000000000000000000000000000000000000000000ea"
          + "945ff6f4b66a46a2b2310a6f3a93aaddc0d9a1c193"
          + "94be068f726a13c8d46c44be6ce9d275600e1735a4c080c0";

  @Test
  void equalsWhatBesuEncodes() {
    assertThat(QbftExtraData.ofGenesis(List.of(FIRST, SECOND))).isEqualTo(BY_BESU);
  }

  @Test
  void ordersValidatorsByAddress() {
    assertThat(QbftExtraData.ofGenesis(List.of(SECOND, FIRST))).isEqualTo(BY_BESU);
  }
}
