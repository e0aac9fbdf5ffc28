package org.voteregistry.backend.recording;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.voteregistry.backend.recording.RecordingException.LeadershipLost;

/**
 * Stands for election, and records while it leads. Three threads belong to a term: one records, one
 * gives serials, one renews the lease. Whatever goes wrong unexpectedly in one of them ends the
 * term; after a pause this or another instance begins a new one by comparing database and chain.
 */
@Component
class Recorder implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Duration STANDBY_PAUSE = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final int RENEWALS_PER_LEASE = 3;

  private final RecorderLease lease;
  private final Sequencer sequencer;
  private final RecorderTerm.Parts parts;
  private final RecorderState state;
  private final RecordingProperties properties;
  private final RecordingObservers observers;
  private final String holder;
  private volatile boolean stopping;
  private volatile Thread thread;

  Recorder(
      final RecorderLease lease,
      final Sequencer sequencer,
      final RecorderTerm.Parts parts,
      final RecorderState state,
      final RecordingProperties properties,
      final RecordingObservers observers) {
    this.lease = lease;
    this.sequencer = sequencer;
    this.parts = parts;
    this.state = state;
    this.properties = properties;
    this.observers = observers;
    this.holder =
        "%s/%d/%s"
            .formatted(
                hostName(),
                ProcessHandle.current().pid(),
                UUID.randomUUID().toString().substring(0, 8));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (final UnknownHostException e) {
      return "unknown-host";
    }
  }

  @Override
  public void start() {
    if (properties.enabled()) {
      stopping = false;
      thread = Thread.ofPlatform().name("recorder").start(this::standForElection);
    }
  }

  @Override
  public void stop() {
    stopping = true;
    final Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(10));
        if (running.isAlive()) {
          running.interrupt();
          running.join(Duration.ofSeconds(5));
        }
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void standForElection() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!stopping) {
        final Optional<Term> term = take();
        if (term.isEmpty()) {
          Thread.sleep(STANDBY_PAUSE);
          continue;
        }
        if (lead(term.get())) {
          pause = FIRST_PAUSE;
        } else {
          Thread.sleep(pause);
          pause = longer(pause);
        }
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.info("the recorder is interrupted");
    }
  }

  private static Duration longer(final Duration pause) {
    final Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private Optional<Term> take() {
    try {
      return lease.take(holder, properties.leaseDuration());
    } catch (final DataAccessException | TransactionException e) {
      if (state.failing("the database does not answer: " + e.getMessage())) {
        LOG.warn("standing by until the database answers: {}", e.getMessage());
      }
      return Optional.empty();
    }
  }

  /** One term; false when it ended by an error. */
  private boolean lead(final Term term) throws InterruptedException {
    LOG.info("this instance is the recorder, term {}", term.epoch());
    state.leading(true);
    observers.all().leading(true);
    final AtomicReference<Throwable> failure = new AtomicReference<>();
    final Thread renewing = begin("recorder-lease", term, failure, () -> renew(term));
    final Thread sequencing = begin("recorder-sequencer", term, failure, () -> sequence(term));
    try {
      runPart(term, failure, () -> new RecorderTerm(term, parts, state, () -> stopping).run());
    } finally {
      term.end();
      renewing.interrupt();
      sequencing.join();
      renewing.join();
      state.leading(false);
      observers.all().leading(false);
      release(term);
    }
    return report(term, failure.get());
  }

  /** Work of a term that may be interrupted. */
  private interface Part {
    void run() throws InterruptedException;
  }

  private Thread begin(
      final String name,
      final Term term,
      final AtomicReference<Throwable> failure,
      final Part part) {
    return Thread.ofPlatform().name(name).start(() -> runPart(term, failure, part));
  }

  /**
   * The edge of a thread: the first failure is kept, ends the whole term and is reported by {@link
   * #report}; nothing goes on after it.
   */
  private static void runPart(
      final Term term, final AtomicReference<Throwable> failure, final Part part) {
    try {
      part.run();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (final RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      term.end();
    }
  }

  private void renew(final Term term) throws InterruptedException {
    final Duration interval = properties.leaseDuration().dividedBy(RENEWALS_PER_LEASE);
    while (!term.isOver()) {
      Thread.sleep(interval);
      if (!lease.renew(term, properties.leaseDuration())) {
        throw new LeadershipLost(term.epoch());
      }
    }
  }

  private void sequence(final Term term) throws InterruptedException {
    while (!term.isOver() && !stopping) {
      if (sequencer.sequence(term) == 0) {
        Thread.sleep(properties.pollInterval());
      }
    }
  }

  private void release(final Term term) {
    try {
      lease.release(term);
    } catch (final DataAccessException | TransactionException e) {
      LOG.warn("the lease of term {} runs out by itself: {}", term.epoch(), e.getMessage());
    }
  }

  private boolean report(final Term term, final Throwable failure) {
    switch (failure) {
      case null -> {
        return true;
      }
      case LeadershipLost lost -> {
        LOG.warn("{}", lost.getMessage());
        return false;
      }
      case DataIntegrityViolationException mistake -> unexpected(term, mistake);
      case DataAccessException away -> databaseAway(term, away);
      case TransactionException away -> databaseAway(term, away);
      default -> unexpected(term, failure);
    }
    return false;
  }

  private void unexpected(final Term term, final Throwable failure) {
    LOG.error("term {} of the recorder ends by an unexpected error", term.epoch(), failure);
    state.failing(failure.toString());
    observers.all().failed(failure.getClass().getSimpleName());
  }

  private void databaseAway(final Term term, final RuntimeException failure) {
    LOG.warn(
        "term {} of the recorder ends: the database failed: {}",
        term.epoch(),
        failure.getMessage());
    state.failing("the database failed: " + failure.getMessage());
    observers.all().failed("database");
  }
}
