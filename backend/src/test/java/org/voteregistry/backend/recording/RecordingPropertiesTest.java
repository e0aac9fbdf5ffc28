package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingPropertiesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void valuesThatCannotWorkAreRefusedByName() {
    assertThatThrownBy(() -> new RecordingProperties(true, 0, SECOND, 1, SECOND, SECOND, SECOND))
        .hasMessageContaining("voteregistry.recording.batch-size");
    assertThatThrownBy(() -> new RecordingProperties(true, 1, SECOND, 0, SECOND, SECOND, SECOND))
        .hasMessageContaining("voteregistry.recording.max-in-flight");
    assertThatThrownBy(
            () -> new RecordingProperties(true, 1, SECOND, 1, Duration.ZERO, SECOND, SECOND))
        .hasMessageContaining("voteregistry.recording.lease-duration");
    assertThatThrownBy(
            () -> new RecordingProperties(true, 1, SECOND, 1, SECOND, Duration.ZERO, SECOND))
        .hasMessageContaining("voteregistry.recording.poll-interval");
  }
}
