package org.voteregistry.backend.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voteregistry.backend.chain.ChainAccounts;
import org.voteregistry.backend.chain.ChainException;
import org.voteregistry.backend.chain.ChainException.ChainBehind;
import org.voteregistry.backend.chain.ErrorPolicy;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.recording.BatchFormer.SigningTerms;
import org.voteregistry.backend.recording.Boards.Board;
import org.voteregistry.backend.recording.ChainElections.ChainElection;

/**
 * One term of the recorder: compares database and chain, then goes round: take over receipts,
 * repair, sign, send. After every failure of the chain it compares again, for whatever was sent may
 * have arrived.
 */
final class RecorderTerm {
  private static final Logger LOG = LoggerFactory.getLogger(RecorderTerm.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration REPAIR_PAUSE = Duration.ofSeconds(2);

  /** Blocks for which a consumed nonce may lack its receipt before it counts as foreign. */
  private static final long PROOF_BLOCKS = 3;

  private final Term term;
  private final Parts parts;
  private final RecorderState state;
  private final BooleanSupplier stopping;
  private final Map<Long, Long> missingSince = new HashMap<>();
  private final Map<String, Long> repairNotBefore = new HashMap<>();
  private long signNotBefore;
  private SigningTerms signing;

  /** The collaborators, which have no state of their own. */
  record Parts(
      ValidatorPool pool,
      ChainAccounts accounts,
      ChainPreparation preparation,
      TransactionOutbox outbox,
      Boards boards,
      ChainElections elections,
      ChainComparison comparison,
      BoardRepair repair,
      BatchFormer former,
      ElectionTransactions electionTransactions,
      TransactionSender sender,
      Settlement settlement,
      RecordingProperties properties) {}

  RecorderTerm(
      final Term term,
      final Parts parts,
      final RecorderState state,
      final BooleanSupplier stopping) {
    this.term = term;
    this.parts = parts;
    this.state = state;
    this.stopping = stopping;
  }

  /** Runs until the term is over or the service stops. */
  void run() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    boolean compared = false;
    while (!term.isOver() && !stopping.getAsBoolean()) {
      try {
        if (!compared) {
          signing = parts.preparation().prepare(term);
          compare();
          compared = true;
          state.chainUsable();
        }
        final boolean busy = step();
        pause = FIRST_PAUSE;
        if (!busy) {
          Thread.sleep(parts.properties().pollInterval());
        }
      } catch (final ChainException e) {
        compared = false;
        if (state.failing(e.getMessage())) {
          if (e.policy() == ErrorPolicy.ALERT) {
            LOG.error("recording waits for a person: {}", e.getMessage());
          } else {
            LOG.warn("recording waits: {}", e.getMessage());
          }
        }
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  /** Database against chain: what is mined, what is lost, what others recorded. */
  private void compare() {
    List<PendingTransaction> pending = parts.outbox().pending();
    ChainProgress progress = settle(pending);
    while (!progress.mined().isEmpty()) {
      pending = parts.outbox().pending();
      progress = settle(pending);
    }
    if (!pending.isEmpty()) {
      LOG.info("{} transactions are not in a block yet: sending their bytes again", pending.size());
      parts.sender().send(term, unmined(pending, progress));
    }
    final Set<String> inFlight = new LinkedHashSet<>();
    pending.forEach(transaction -> inFlight.add(transaction.purpose().electionUuid()));
    for (final ChainElection election : parts.elections().open()) {
      if (!inFlight.contains(election.electionUuid())) {
        parts.comparison().catchUp(term, election);
      }
    }
  }

  private static List<PendingTransaction> unmined(
      final List<PendingTransaction> pending, final ChainProgress progress) {
    return pending.stream()
        .filter(
            transaction ->
                transaction.nonce() >= progress.nonces().getOrDefault(transaction.account(), 0L))
        .toList();
  }

  /** One round; true when there is more to do at once. */
  private boolean step() throws InterruptedException {
    final List<PendingTransaction> pending = parts.outbox().pending();
    final boolean wantsChain = !pending.isEmpty() || hasWork();
    state.inFlight(pending.size());
    if (!wantsChain) {
      return false;
    }
    final ChainProgress progress = settle(pending);
    boolean busy = !progress.mined().isEmpty();
    final List<PendingTransaction> open = new ArrayList<>(unmined(pending, progress));
    busy |= repair();
    if (onlyOwn(pending)) {
      final long recorderNonce = progress.nonces().get(parts.accounts().recorder().address());
      busy |=
          parts
                  .former()
                  .form(
                      term, signing, recorderNonce, parts.properties().maxInFlight() - open.size())
              > 0;
    }
    if (System.nanoTime() - signNotBefore >= 0) {
      final long nonce = progress.nonces().get(parts.accounts().electionAdministrator().address());
      final int signed = parts.electionTransactions().sign(term, signing, nonce);
      busy |= signed > 0;
      signNotBefore = System.nanoTime() + parts.properties().pollInterval().toNanos() * 5;
    }
    sendDue(progress);
    return busy;
  }

  private boolean hasWork() {
    return !parts.boards().ready().isEmpty()
        || !parts.boards().toRepair().isEmpty()
        || !parts.elections().toOpen().isEmpty()
        || !parts.elections().toClose().isEmpty()
        || !parts.elections().toPublish().isEmpty();
  }

  /**
   * New batches follow on the recorder's own nonces only: those of another key could overtake the
   * batches that an earlier recorder left in flight.
   */
  private boolean onlyOwn(final List<PendingTransaction> pending) {
    return pending.stream().allMatch(t -> parts.accounts().withAddress(t.account()).isPresent());
  }

  private void sendDue(final ChainProgress progress) {
    final long resendAfter = parts.properties().resendAfter().toMillis();
    final List<PendingTransaction> due =
        unmined(parts.outbox().pending(), progress).stream()
            .filter(t -> t.neverSent() || t.idleMillis() >= resendAfter)
            .toList();
    if (!due.isEmpty()) {
      parts.sender().send(term, due);
    }
  }

  private ChainProgress settle(final List<PendingTransaction> pending) {
    final Set<String> accounts = new LinkedHashSet<>();
    accounts.add(parts.accounts().recorder().address());
    accounts.add(parts.accounts().electionAdministrator().address());
    pending.forEach(transaction -> accounts.add(transaction.account()));
    final ChainProgress progress =
        parts.pool().ask(node -> ChainProgress.of(node, List.copyOf(accounts), pending));
    progress.nonces().forEach(this::checkNotBehind);
    state.chainHead(progress.blockNumber());
    if (!progress.mined().isEmpty()) {
      parts.settlement().settle(term, progress.mined());
      progress.mined().keySet().forEach(transaction -> missingSince.remove(transaction.id()));
    }
    for (final PendingTransaction transaction : progress.missing()) {
      final long since =
          missingSince.computeIfAbsent(transaction.id(), id -> progress.blockNumber());
      if (progress.blockNumber() >= since + PROOF_BLOCKS) {
        parts.settlement().replaced(term, transaction);
        missingSince.remove(transaction.id());
      }
    }
    return progress;
  }

  private void checkNotBehind(final String account, final long nonce) {
    final long settled = parts.outbox().settledNonces(account);
    if (nonce < settled) {
      throw new ChainBehind(
          ("the validator has %d transactions of %s in its chain, but %d were final before: it is"
                  + " behind, or the chain was reset (then this database does not belong to it)")
              .formatted(nonce, account, settled));
    }
  }

  private boolean repair() {
    boolean repaired = false;
    for (final Board board : parts.boards().toRepair()) {
      final Long notBefore = repairNotBefore.get(board.electionUuid());
      if (notBefore == null || System.nanoTime() - notBefore >= 0) {
        final boolean done = parts.repair().repair(term, board.electionUuid());
        repaired |= done;
        if (done) {
          repairNotBefore.remove(board.electionUuid());
        } else {
          repairNotBefore.put(board.electionUuid(), System.nanoTime() + REPAIR_PAUSE.toNanos());
        }
      }
    }
    return repaired;
  }
}
