package org.voteregistry.backend.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.ChainAccount;
import org.voteregistry.backend.chain.ChainAccounts;
import org.voteregistry.backend.chain.ErrorPolicy;
import org.voteregistry.backend.chain.Revert;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.recording.Boards.Board;
import org.voteregistry.backend.recording.Boards.BoardEntry;
import org.voteregistry.backend.recording.ChainElections.ChainElection;

/**
 * Finds out why a batch was reverted, once nothing of its election is in flight. The contract is
 * asked (eth_call changes nothing) with ever smaller halves until the entry that it refuses is
 * alone. Only an entry that the contract refuses by name, for good, is set aside; every other cause
 * stops the election and asks for a person, because an accepted ballot must not be dropped.
 */
@Component
class BoardRepair {
  private static final Logger LOG = LoggerFactory.getLogger(BoardRepair.class);

  private final RecorderLease lease;
  private final Boards boards;
  private final Batches batches;
  private final TransactionOutbox outbox;
  private final ChainElections elections;
  private final ChainComparison comparison;
  private final ValidatorPool pool;
  private final VoteRegistryContract contract;
  private final ChainAccount recorder;
  private final RecordingProperties properties;
  private final RecordingObservers observers;

  BoardRepair(
      final RecorderLease lease,
      final Boards boards,
      final Batches batches,
      final TransactionOutbox outbox,
      final ChainElections elections,
      final ChainComparison comparison,
      final ValidatorPool pool,
      final VoteRegistryContract contract,
      final ChainAccounts accounts,
      final RecordingProperties properties,
      final RecordingObservers observers) {
    this.lease = lease;
    this.boards = boards;
    this.batches = batches;
    this.outbox = outbox;
    this.elections = elections;
    this.comparison = comparison;
    this.pool = pool;
    this.contract = contract;
    this.recorder = accounts.recorder();
    this.properties = properties;
    this.observers = observers;
  }

  /**
   * Compares the board with the chain, takes refused entries out, and lets batching go on.
   *
   * @return false when a cause was found that only waiting or a person can mend
   */
  boolean repair(final Term term, final String electionUuid) {
    final ChainElection election = elections.get(electionUuid);
    comparison.catchUp(term, election);
    final Board board = boards.find(electionUuid).orElseThrow();
    final List<BoardEntry> votes =
        boards.range(electionUuid, board.recorded(), properties.batchSize());
    final Findings findings = examine(election.chainElectionId(), board.recorded(), votes);
    if (findings.obstacle().isPresent()) {
      final String reason = findings.obstacle().get().text();
      if (lease.inTerm(term, () -> boards.block(electionUuid, reason))) {
        LOG.error("recording of election {} stands still: {}", electionUuid, reason);
      }
      return false;
    }
    lease.inTerm(
        term,
        () -> {
          // Before anything else: the sequencer must not be half way through a chunk.
          boards.hold(electionUuid);
          findings
              .refused()
              .forEach(
                  refused ->
                      boards.setAside(
                          electionUuid, refused.entry().voterIndex(), refused.cause().text()));
          if (!findings.refused().isEmpty()) {
            batches
                .lastReverted(electionUuid, board.recorded())
                .ifPresent(id -> outbox.explain(id, findings.refused().getFirst().cause().text()));
            boards.unsequence(electionUuid, board.recorded());
          }
          boards.repaired(electionUuid);
        });
    findings
        .refused()
        .forEach(
            refused -> {
              LOG.error(
                  "a vote of election {} (voter index {}) is set aside: {}",
                  electionUuid,
                  refused.entry().voterIndex(),
                  refused.cause().text());
              observers
                  .all()
                  .setAside(electionUuid, refused.entry().voterIndex(), refused.cause().text());
            });
    return true;
  }

  private Findings examine(
      final long chainElectionId, final long firstSerial, final List<BoardEntry> votes) {
    final List<BoardEntry> left = new ArrayList<>(votes);
    final List<Refused> refused = new ArrayList<>();
    while (!left.isEmpty()) {
      final Optional<Revert> whole = ask(chainElectionId, firstSerial, left);
      if (whole.isEmpty()) {
        break;
      }
      int good = 0;
      int bad = left.size();
      Revert cause = whole.get();
      while (bad - good > 1) {
        final int middle = (good + bad) >>> 1;
        final Optional<Revert> half = ask(chainElectionId, firstSerial, left.subList(0, middle));
        if (half.isPresent()) {
          bad = middle;
          cause = half.get();
        } else {
          good = middle;
        }
      }
      final BoardEntry entry = left.get(bad - 1);
      if (cause.policy() != ErrorPolicy.SET_ASIDE) {
        return new Findings(refused, Optional.of(cause));
      }
      refused.add(new Refused(entry, cause));
      left.remove(bad - 1);
    }
    return new Findings(refused, Optional.empty());
  }

  private Optional<Revert> ask(
      final long chainElectionId, final long firstSerial, final List<BoardEntry> votes) {
    final String data =
        contract.recordVoteBatch(
            chainElectionId,
            firstSerial,
            votes.stream().map(BoardEntry::voteHash).toList(),
            votes.stream().mapToInt(BoardEntry::voterIndex).toArray());
    return pool.ask(
        node -> contract.simulate(node, recorder.address(), data, GasLimit.ofBatch(votes)));
  }

  private record Refused(BoardEntry entry, Revert cause) {}

  private record Findings(List<Refused> refused, Optional<Revert> obstacle) {}
}
