package org.voteregistry.backend.election;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Closes elections whose hours have passed. Any number of instances may do so at once: the first
 * one closes, the others find it closed.
 */
@Component
class ClosingTime {
  private final Elections elections;

  ClosingTime(final Elections elections) {
    this.elections = elections;
  }

  @Scheduled(
      fixedDelayString = "${voteregistry.election.closing-check-millis:1000}",
      timeUnit = TimeUnit.MILLISECONDS)
  void closeWhatIsOver() {
    elections.over().forEach(elections::close);
  }
}
