package org.voteregistry.network.system;

import java.time.Duration;

/** How long things may take. */
final class Durations {
  /** The backend, its database and the nodes, one after the other. */
  static final Duration WHOLE_SYSTEM_STOPS = Duration.ofSeconds(100);

  private Durations() {}
}
