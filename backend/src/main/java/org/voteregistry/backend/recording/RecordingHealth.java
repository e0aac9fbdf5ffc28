package org.voteregistry.backend.recording;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.recording.RecorderState.Problem;

/** Recording is down when it has waited for more than a few seconds; casting goes on meanwhile. */
@Component("recording")
class RecordingHealth implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final RecorderState state;

  RecordingHealth(final RecorderState state) {
    this.state = state;
  }

  @Override
  public Health health() {
    final Problem problem = state.problem();
    if (problem != null && problem.at().plus(PATIENCE).isBefore(Instant.now())) {
      return Health.down()
          .withDetail("problem", problem.message())
          .withDetail("since", problem.at().toString())
          .build();
    }
    return Health.up()
        .withDetail("leading", state.isLeading())
        .withDetail("inFlight", state.inFlight())
        .build();
  }
}
