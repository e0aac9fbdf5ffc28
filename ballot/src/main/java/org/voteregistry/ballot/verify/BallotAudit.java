package org.voteregistry.ballot.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.archive.ArchiveReader;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.tally.TallyAccumulation;
import org.voteregistry.ballot.vote.Ballot;
import org.voteregistry.ballot.vote.BallotCheck;

/**
 * Verifies the ballots of an archive on several threads and multiplies those that count, in the
 * archive's order. It holds a few ballots for each thread and some bytes for each voter, however
 * many ballots there are; when a voter votes again, the earlier ballot is read once more and taken
 * out of the product.
 */
final class BallotAudit implements AutoCloseable {
  private static final int WAITING_PER_THREAD = 4;

  private final CheckLog log;
  private final FileChannel archive;
  private final ElectionParameters election;
  private final PublicCredentials credentials;
  private final BallotCheck check;
  private final TallyAccumulation accumulation;
  private final ExecutorService executor;
  private final int window;
  private final Deque<Future<Verdict>> waiting = new ArrayDeque<>();

  // By voter index: where the ballot stands that counts, and its tracker.
  private final long[] positions;
  private final int[] lengths;
  private final String[] trackers;
  private final Map<Integer, Set<String>> replaced = new HashMap<>();
  private long ballots;

  private record Verdict(
      String where,
      long position,
      int length,
      List<AuditCheck> passed,
      BallotCheck.Verified verified,
      AuditCheck failed,
      Refusal refusal) {}

  BallotAudit(
      final CheckLog log,
      final FileChannel archive,
      final ElectionParameters election,
      final PublicCredentials credentials,
      final int threads) {
    this.log = log;
    this.archive = archive;
    this.election = election;
    this.credentials = credentials;
    this.check = new BallotCheck(election, credentials);
    this.accumulation = new TallyAccumulation(election);
    this.executor = Executors.newFixedThreadPool(threads);
    this.window = threads * WAITING_PER_THREAD;
    this.positions = new long[credentials.size()];
    this.lengths = new int[credentials.size()];
    this.trackers = new String[credentials.size()];
  }

  void add(final ArchiveReader.Entry entry) {
    ballots++;
    waiting.add(executor.submit(() -> verdict(entry)));
    while (waiting.size() > window) {
      take();
    }
  }

  /** Waits for all ballots so far. */
  TallyAccumulation finish() {
    while (!waiting.isEmpty()) {
      take();
    }
    return accumulation;
  }

  long ballots() {
    return ballots;
  }

  private Verdict verdict(final ArchiveReader.Entry entry) {
    final byte[] json = entry.payload();
    final List<AuditCheck> passed = new ArrayList<>();
    AuditCheck current = AuditCheck.BALLOT_FORM;
    try {
      final Ballot ballot = Ballot.read(election.group(), json);
      check.checkShape(ballot);
      passed.add(current);
      current = AuditCheck.BALLOT_ELECTION;
      check.checkElection(ballot);
      passed.add(current);
      current = AuditCheck.BALLOT_CREDENTIAL;
      final int voter = check.checkVoter(ballot);
      passed.add(current);
      current = AuditCheck.BALLOT_SIGNATURE;
      check.checkSignature(ballot);
      passed.add(current);
      current = AuditCheck.BALLOT_CHOICES;
      check.checkProofs(ballot);
      passed.addAll(
          List.of(AuditCheck.BALLOT_CHOICES, AuditCheck.BALLOT_BLANK, AuditCheck.BALLOT_OVERALL));
      return new Verdict(
          entry.name(),
          entry.position(),
          json.length,
          passed,
          new BallotCheck.Verified(ballot, voter, credentials.weight(voter), Ballot.tracker(json)),
          null,
          null);
    } catch (final Refusal refusal) {
      final AuditCheck failed =
          switch (refusal.reason()) {
            case INVALID_BLANK_PROOF -> AuditCheck.BALLOT_BLANK;
            case INVALID_OVERALL_PROOF -> AuditCheck.BALLOT_OVERALL;
            default -> current;
          };
      return new Verdict(
          entry.name(), entry.position(), json.length, passed, null, failed, refusal);
    }
  }

  private void take() {
    final Verdict verdict = await(waiting.remove());
    verdict.passed().forEach(log::pass);
    if (verdict.refusal() != null) {
      log.fail(verdict.failed(), verdict.where(), verdict.refusal());
      return;
    }
    final BallotCheck.Verified verified = verdict.verified();
    final int voter = verified.voterIndex();
    if (isReplay(voter, verified.tracker())) {
      log.fail(
          AuditCheck.BALLOT_REPLAY,
          verdict.where(),
          new Refusal(
              Reason.REPLAYED_BALLOT, "", "the ballot was cast before: " + verified.tracker()));
      return;
    }
    log.pass(AuditCheck.BALLOT_REPLAY);
    if (trackers[voter] != null) {
      accumulation.remove(read(positions[voter], lengths[voter]), verified.weight());
      replaced.computeIfAbsent(voter, v -> new HashSet<>()).add(trackers[voter]);
    }
    positions[voter] = verdict.position();
    lengths[voter] = verdict.length();
    trackers[voter] = verified.tracker();
    accumulation.add(verified.ballot(), verified.weight());
  }

  private boolean isReplay(final int voter, final String tracker) {
    return tracker.equals(trackers[voter])
        || replaced.getOrDefault(voter, Set.of()).contains(tracker);
  }

  private Ballot read(final long position, final int length) {
    final ByteBuffer buffer = ByteBuffer.allocate(length);
    try {
      while (buffer.hasRemaining()) {
        if (archive.read(buffer, position + buffer.position()) < 0) {
          throw new IOException("the archive became shorter while it was read");
        }
      }
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
    return Ballot.read(election.group(), buffer.array());
  }

  private static Verdict await(final Future<Verdict> future) {
    try {
      return future.get();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while verifying ballots", e);
    } catch (final ExecutionException e) {
      throw new IllegalStateException("a ballot could not be verified", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
