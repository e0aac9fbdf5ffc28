package org.voteregistry.backend.recording;

import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What this instance's recorder does, for health, metrics and administrators. */
@Component
class RecorderState {
  private volatile boolean leading;
  private volatile int inFlight;
  private volatile long chainHead;
  private volatile Problem problem;
  private volatile Problem lastError;

  /** An error that was met, and when. */
  record Problem(String message, Instant at) {}

  void leading(final boolean leads) {
    leading = leads;
  }

  boolean isLeading() {
    return leading;
  }

  void inFlight(final int transactions) {
    inFlight = transactions;
  }

  int inFlight() {
    return inFlight;
  }

  void chainHead(final long block) {
    chainHead = block;
  }

  long chainHead() {
    return chainHead;
  }

  /** Recording waits; true when that, or the reason, is news. */
  boolean failing(final String message) {
    final Problem before = problem;
    problem = new Problem(message, before == null ? Instant.now() : before.at());
    lastError = new Problem(message, Instant.now());
    return before == null || !Objects.equals(before.message(), message);
  }

  void chainUsable() {
    problem = null;
  }

  /** Why recording waits now, or null. */
  Problem problem() {
    return problem;
  }

  /** The last error, mended or not, or null. */
  Problem lastError() {
    return lastError;
  }
}
