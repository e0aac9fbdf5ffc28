package org.voteregistry.backend.audit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.voteregistry.backend.problem.ProblemType;

/**
 * Lets few requests at a time do what is dear; the others wait a while, and then come back later.
 */
final class FewAtATime {
  private final Semaphore places;
  private final Duration patience;
  private final String what;

  FewAtATime(final int most, final Duration patience, final String what) {
    this.places = new Semaphore(most, true);
    this.patience = patience;
    this.what = what;
  }

  /**
   * Does it when a place is free.
   *
   * @throws org.voteregistry.backend.problem.ProblemException {@code unavailable} when none gets
   *     free in time
   */
  <T> T run(final Callable<T> work) throws Exception {
    if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw ProblemType.UNAVAILABLE.because(
          "%s are under way already as many as may be at a time; send the same request again"
              .formatted(what));
    }
    try {
      return work.call();
    } finally {
      places.release();
    }
  }
}
