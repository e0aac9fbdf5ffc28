package org.voteregistry.network.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StalledValidatorsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final StalledValidators validators = new StalledValidators(PATIENCE);

  private static Instant at(final int seconds) {
    return START.plusSeconds(seconds);
  }

  private void see(final int validator, final int second, final long height) {
    validators.sees(validator, OptionalLong.of(height), at(second));
  }

  @Test
  void oneThatStaysBehindForTheWholePatienceIsStalled() {
    for (int second = 0; second <= 60; second++) {
      see(0, second, 100 + second);
      see(1, second, 100);
      assertThat(validators.stalled(0, at(second))).isFalse();
      assertThat(validators.stalled(1, at(second))).isEqualTo(second == 60);
    }
  }

  @Test
  void oneThatAnswersNoMoreIsStalledToo() {
    see(1, 0, 100);
    see(0, 60, 160);
    validators.sees(1, OptionalLong.empty(), at(60));
    assertThat(validators.stalled(1, at(60))).isTrue();
  }

  @Test
  void nobodyIsStalledWhereTheWholeChainStands() {
    see(0, 0, 100);
    see(1, 0, 99);
    see(0, 600, 100);
    see(1, 600, 99);
    assertThat(validators.stalled(0, at(600))).isFalse();
    assertThat(validators.stalled(1, at(600))).isFalse();
  }

  @Test
  void oneThatCatchesUpIsNotStalled() {
    for (int second = 0; second <= 300; second += 10) {
      see(0, second, 10_000);
      see(1, second, second);
      assertThat(validators.stalled(1, at(second))).isFalse();
    }
  }

  @Test
  void oneThatWasDownGetsItsPatienceFromItsStartOn() {
    see(1, 0, 100);
    see(0, 600, 700);
    validators.starts(1, at(600));
    validators.sees(1, OptionalLong.empty(), at(640));
    assertThat(validators.stalled(1, at(659))).isFalse();
    assertThat(validators.stalled(1, at(660))).isTrue();
  }
}
