package org.voteregistry.backend.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voteregistry.backend.support.Api.ballot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendTest;

class CastingSpeedIT extends BackendTest {
  private static final int WARM_UP = 1000;
  private static final int ALONE = 500;
  private static final int TOGETHER = 4000;
  private static final int CLIENTS = 32;

  /** A size as Belenios ballots of three answers have. */
  private static final String CHOICE = "7".repeat(6000);

  @Test
  void aBallotIsAcceptedWithin100MillisecondsWhenNothingElseHappens() throws Exception {
    final String election = api.openElection(WARM_UP + ALONE + TOGETHER, Duration.ofHours(1));
    final List<String> voters = Api.credentials(WARM_UP + ALONE + TOGETHER);
    cast(election, voters.subList(0, WARM_UP), CLIENTS);

    final long[] alone = cast(election, voters.subList(WARM_UP, WARM_UP + ALONE), 1);
    final long start = System.nanoTime();
    final long[] together = cast(election, voters.subList(WARM_UP + ALONE, voters.size()), CLIENTS);
    final double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "casting: alone p50 %.1f ms, p95 %.1f ms; %d clients %.0f ballots/s, p50 %.1f, p95 %.1f ms%n",
        millis(alone, 50),
        millis(alone, 95),
        CLIENTS,
        TOGETHER / seconds,
        millis(together, 50),
        millis(together, 95));
    assertThat(millis(alone, 95)).isLessThan(100);
  }

  private long[] cast(final String election, final List<String> voters, final int clients)
      throws Exception {
    final List<Callable<Long>> calls = new ArrayList<>();
    for (final String voter : voters) {
      calls.add(
          () -> {
            final long start = System.nanoTime();
            final Answer answer = api.cast(ballot(election, voter, CHOICE));
            assertThat(answer.status()).isEqualTo(202);
            return System.nanoTime() - start;
          });
    }
    final long[] times = new long[voters.size()];
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      int i = 0;
      for (final Future<Long> call : threads.invokeAll(calls)) {
        times[i++] = call.get();
      }
    }
    Arrays.sort(times);
    return times;
  }

  private static double millis(final long[] sorted, final int percent) {
    return sorted[(sorted.length - 1) * percent / 100] / 1e6;
  }
}
