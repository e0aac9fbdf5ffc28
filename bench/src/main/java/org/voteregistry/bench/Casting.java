package org.voteregistry.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.voteregistry.proofs.VoteHash;

/** Many clients that cast at once, each one ballot after the other. */
final class Casting {
  private static final int ACCEPTED = 202;

  private final BackendApi api;
  private final IntFunction<byte[]> ballots;
  private final Map<Integer, Supplier<CastVote>> others = new HashMap<>();
  private final List<CastVote> accepted = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger refused = new AtomicInteger();

  /**
   * @param ballots the ballot of each voter
   */
  Casting(final BackendApi api, final IntFunction<byte[]> ballots) {
    this.api = api;
    this.ballots = ballots;
  }

  /** Lets a voter cast in another way than through the API, with the other clients. */
  void differently(final int voter, final Supplier<CastVote> way) {
    others.put(voter, way);
  }

  /**
   * Casts the ballots of voters 0 to {@code voters - 1} and returns when all are answered.
   *
   * @param beforeEach is given each voter's number before the ballot is sent
   */
  List<CastVote> cast(final int voters, final int clients, final IntConsumer beforeEach) {
    final AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      final List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        running.add(
            threads.submit(
                () -> {
                  for (int voter = next.getAndIncrement();
                      voter < voters;
                      voter = next.getAndIncrement()) {
                    beforeEach.accept(voter);
                    cast(voter);
                  }
                }));
      }
      for (final Future<?> client : running) {
        client.get();
      }
    } catch (final ExecutionException e) {
      throw new BenchFailed("a client failed: " + e.getCause().getMessage());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
    return List.copyOf(accepted);
  }

  private void cast(final int voter) {
    if (others.containsKey(voter)) {
      accepted.add(others.get(voter).get());
      return;
    }
    final byte[] ballot = ballots.apply(voter);
    final VoteHash hash = VoteHash.ofBallot(ballot);
    final long sentAt = System.nanoTime();
    final BackendApi.Answer answer = api.cast(ballot);
    final long nanos = System.nanoTime() - sentAt;
    if (answer.status() != ACCEPTED) {
      if (refused.getAndIncrement() == 0) {
        System.err.printf(
            "refused: %d %s%n", answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
      }
      return;
    }
    final String reference = answer.text("reference");
    if (!reference.equals(hash.reference().text())) {
      throw new BenchFailed(
          "the reference %s is not that of the ballot, %s".formatted(reference, hash.reference()));
    }
    accepted.add(new CastVote(voter, hash, reference, sentAt, nanos));
  }

  int refused() {
    return refused.get();
  }
}
