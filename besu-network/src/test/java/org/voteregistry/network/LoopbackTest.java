package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,true",
    "127.1.2.3,true",
    "::1,true",
    "localhost,true",
    "0.0.0.0,false",
    "10.0.0.1,false",
    "::,false"
  })
  void isWhatOnlyThisMachineReaches(final String host, final boolean expected) {
    assertThat(Loopback.is(host)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,127.0.0.1", "0.0.0.0,127.0.0.1", "::1,[::1]", "10.0.0.1,10.0.0.1"})
  void isReachedUnderAnAddressThatFitsAUrl(final String host, final String expected) {
    assertThat(Loopback.reachable(host)).isEqualTo(expected);
  }
}
