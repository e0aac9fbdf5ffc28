package org.voteregistry.backend.audit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.voteregistry.backend.problem.ProblemType;

/**
 * Answers that are dear and public: whoever asks while one is worked out, or shortly after, gets
 * the same, so that many readers cost no more than one. Errors are told to all who wait for them,
 * and not kept.
 */
final class SharedAnswers<T> {
  /** What took long is kept longer, so that it is not worked out all the time, up to a limit. */
  private static final int TIMES_AS_LONG_AS_IT_TOOK = 10;

  private final Duration keepFor;
  private final LongSupplier nanoTime;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  SharedAnswers(final Duration keepFor, final LongSupplier nanoTime) {
    this.keepFor = keepFor;
    this.nanoTime = nanoTime;
  }

  /**
   * The answer to a question.
   *
   * @param question one of a limited number: the last answer to each stays in memory
   */
  T to(final String question, final Callable<T> work) throws Exception {
    return answers
        .compute(question, (key, last) -> last == null || last.isOver() ? new Answer(work) : last)
        .get();
  }

  private final class Answer {
    private final FutureTask<T> task;
    private volatile long goodUntil;

    Answer(final Callable<T> work) {
      task = new FutureTask<>(() -> timed(work));
    }

    private T timed(final Callable<T> work) throws Exception {
      final long start = nanoTime.getAsLong();
      final T answer = work.call();
      final long end = nanoTime.getAsLong();
      final long most = keepFor.toNanos() * TIMES_AS_LONG_AS_IT_TOOK;
      goodUntil =
          end + Math.clamp((end - start) * TIMES_AS_LONG_AS_IT_TOOK, keepFor.toNanos(), most);
      return answer;
    }

    boolean isOver() {
      return task.isDone()
          && (task.state() != FutureTask.State.SUCCESS || nanoTime.getAsLong() - goodUntil >= 0);
    }

    T get() throws Exception {
      // The first to come does it; for all others this returns at once, and they wait below.
      task.run();
      try {
        return task.get();
      } catch (final ExecutionException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ProblemType.UNAVAILABLE.because("the service stops; send the same request again");
      }
    }
  }
}
