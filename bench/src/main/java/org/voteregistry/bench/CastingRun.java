package org.voteregistry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.voteregistry.proofs.VoteHash;

/** Many clients that cast one ballot after another. */
final class CastingRun {
  private final BackendApi api;
  private final Map<VoteHash, Accepted> accepted = new ConcurrentHashMap<>();

  /**
   * A ballot that the service acknowledged.
   *
   * @param reference what the voter wrote down
   * @param sentAt when it was sent, System.nanoTime
   * @param nanos how long the answer took
   */
  record Accepted(String reference, long sentAt, long nanos) {}

  CastingRun(final BackendApi api) {
    this.api = api;
  }

  /**
   * Casts all ballots.
   *
   * @param beforeEach called with the number of ballots taken so far, before each is sent; may wait
   */
  void cast(final List<byte[]> ballots, final int clients, final IntConsumer beforeEach)
      throws InterruptedException {
    final AtomicInteger next = new AtomicInteger();
    try (ExecutorService voters = Executors.newVirtualThreadPerTaskExecutor()) {
      final List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        running.add(
            voters.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < ballots.size();
                      i = next.getAndIncrement()) {
                    beforeEach.accept(i);
                    castOne(ballots.get(i));
                  }
                }));
      }
      for (final Future<?> client : running) {
        client.get();
      }
    } catch (final ExecutionException e) {
      if (e.getCause() instanceof BenchException cause) {
        throw cause;
      }
      throw new BenchException("a client failed: " + e.getCause(), e);
    }
  }

  private void castOne(final byte[] ballot) {
    final long sentAt = System.nanoTime();
    final String reference = api.cast(ballot).get("reference").asString();
    final long nanos = System.nanoTime() - sentAt;
    final VoteHash hash = VoteHash.ofBallot(ballot);
    if (!hash.reference().text().equals(reference)) {
      throw new BenchException("the service answered with the reference of another ballot");
    }
    accepted.put(hash, new Accepted(reference, sentAt, nanos));
  }

  Map<VoteHash, Accepted> accepted() {
    return accepted;
  }
}
