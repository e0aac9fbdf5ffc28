package org.voteregistry.backend.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.problem.ProblemException;

class SharedAnswersTest {
  private static final long SECOND = 1_000_000_000L;
  private final AtomicLong now = new AtomicLong(-3 * SECOND);
  private final AtomicInteger worked = new AtomicInteger();
  private final SharedAnswers<Integer> answers =
      new SharedAnswers<>(Duration.ofSeconds(5), now::get);

  private int ask(final String question, final long seconds) throws Exception {
    return answers.to(
        question,
        () -> {
          now.addAndGet(seconds * SECOND);
          return worked.incrementAndGet();
        });
  }

  @Test
  void anAnswerIsGivenAgainForSomeSeconds() throws Exception {
    assertThat(ask("a", 0)).isEqualTo(1);
    now.addAndGet(5 * SECOND - 1);
    assertThat(ask("a", 0)).isEqualTo(1);
    assertThat(ask("b", 0)).isEqualTo(2);
    now.addAndGet(1);
    assertThat(ask("a", 0)).isEqualTo(3);
  }

  @Test
  void whatTookLongIsKeptLongerButNotForEver() throws Exception {
    assertThat(ask("a", 2)).isEqualTo(1);
    now.addAndGet(20 * SECOND - 1);
    assertThat(ask("a", 2)).isEqualTo(1);
    now.addAndGet(1);
    assertThat(ask("a", 600)).isEqualTo(2);
    now.addAndGet(50 * SECOND);
    assertThat(ask("a", 0)).isEqualTo(3);
  }

  @Test
  void anErrorIsNotKept() throws Exception {
    assertThatThrownBy(
            () ->
                answers.to(
                    "a",
                    () -> {
                      throw new IllegalStateException("once");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("once");
    assertThat(ask("a", 0)).isEqualTo(1);
  }

  @Test
  void allWhoAskAtOnceGetOneAnswer() throws Exception {
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch asked = new CountDownLatch(20);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      final List<Future<Integer>> readers = new ArrayList<>();
      for (int reader = 0; reader < 20; reader++) {
        readers.add(
            threads.submit(
                () -> {
                  asked.countDown();
                  return answers.to(
                      "a",
                      () -> {
                        release.await();
                        return worked.incrementAndGet();
                      });
                }));
      }
      asked.await();
      release.countDown();
      for (final Future<Integer> reader : readers) {
        assertThat(reader.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void onlyAFewAreServedAtATimeAndTheOthersMayComeBack() throws Exception {
    final FewAtATime one = new FewAtATime(1, Duration.ofMillis(20), "audits");
    one.run(
        () -> {
          assertThatThrownBy(() -> one.run(worked::incrementAndGet))
              .isInstanceOf(ProblemException.class)
              .hasMessageContaining("audits are under way");
          return 0;
        });
    assertThat(one.run(worked::incrementAndGet)).isEqualTo(1);
  }
}
