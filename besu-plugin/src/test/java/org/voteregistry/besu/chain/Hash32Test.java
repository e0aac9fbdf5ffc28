package org.voteregistry.besu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class Hash32Test {
  @Test
  void isItsThirtyTwoBytes() {
    final byte[] bytes = new byte[32];
    bytes[0] = (byte) 0xab;
    final Hash32 hash = Hash32.of(bytes);
    bytes[0] = 0;
    assertThat(hash).hasToString("0xab" + "0".repeat(62)).isEqualTo(Hash32.of(hash.toBytes()));
    assertThat(hash).hasSameHashCodeAs(Hash32.of(hash.toBytes())).isNotEqualTo(Hash32.ZERO);
    assertThatIllegalArgumentException().isThrownBy(() -> Hash32.of(new byte[31]));
  }

  @Test
  void isANumberWhereItFits() {
    assertThat(TestLogs.number(Long.MAX_VALUE).toLongOrMinusOne()).isEqualTo(Long.MAX_VALUE);
    assertThat(TestLogs.number(-1).toLongOrMinusOne()).isEqualTo(-1);
    assertThat(TestLogs.hash("large").toLongOrMinusOne()).isEqualTo(-1);
  }
}
