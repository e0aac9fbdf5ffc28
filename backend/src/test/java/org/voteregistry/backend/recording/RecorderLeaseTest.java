package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.voteregistry.backend.recording.RecordingException.LeadershipLost;
import org.voteregistry.backend.support.BackendTest;

class RecorderLeaseTest extends BackendTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  @Autowired private RecorderLease lease;

  @BeforeEach
  void nobodyLeads() {
    database.sql("update recorder_lease set expires_at = '-infinity'").update();
  }

  @Test
  void onlyOneLeads() {
    assertThat(lease.take("one", MINUTE)).isPresent();
    assertThat(lease.take("two", MINUTE)).isEmpty();
    assertThat(lease.leader().holder()).isEqualTo("one");
    assertThat(lease.leader().valid()).isTrue();
  }

  @Test
  void anotherTakesOverOnceTheLeaseIsReleasedOrHasRunOut() {
    final Term first = lease.take("one", MINUTE).orElseThrow();
    lease.release(first);
    assertThat(lease.take("two", Duration.ofMillis(-1))).isPresent();
    assertThat(lease.take("three", MINUTE)).isPresent();
  }

  @Test
  void aPausedRecorderThatWakesUpChangesNothing() {
    final Term paused = lease.take("paused", Duration.ofMillis(-1)).orElseThrow();
    final Term next = lease.take("next", MINUTE).orElseThrow();
    assertThat(next.epoch()).isGreaterThan(paused.epoch());
    assertThat(lease.renew(paused, MINUTE)).isFalse();
    assertThat(lease.renew(next, MINUTE)).isTrue();
    assertThatThrownBy(
            () ->
                lease.inTerm(
                    paused,
                    () -> {
                      throw new AssertionError("it ran");
                    }))
        .isInstanceOf(LeadershipLost.class);
    lease.release(paused);
    assertThat(lease.leader().valid()).isTrue();
  }

  @Test
  void whatATermChangesIsUndoneWhenItFails() {
    final Term term = lease.take("one", MINUTE).orElseThrow();
    assertThatThrownBy(
            () ->
                lease.inTerm(
                    term,
                    () -> {
                      database.sql("update recorder_lease set holder = 'changed'").update();
                      throw new IllegalStateException("on the way");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(lease.leader().holder()).isEqualTo("one");
  }
}
