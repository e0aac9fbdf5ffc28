package org.voteregistry.besu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LogsBloomTest {
  private final byte[] address =
      HexFormat.of().parseHex("0f572e5295c57f15886f9b263e2f6d2d6c7b5ec6");

  @Test
  void findsAnAddressInAFilterThatHasIt() {
    final byte[] bloom = new byte[LogsBloom.LENGTH];
    final LogsBloom.Pattern pattern = LogsBloom.pattern(address);
    assertThat(pattern.isIn(bloom)).isFalse();
    for (final int bit : new int[] {pattern.first(), pattern.second(), pattern.third()}) {
      assertThat(pattern.isIn(bloom)).isFalse();
      bloom[255 - bit / 8] |= (byte) (1 << bit % 8);
    }
    assertThat(pattern.isIn(bloom)).isTrue();
  }
}
