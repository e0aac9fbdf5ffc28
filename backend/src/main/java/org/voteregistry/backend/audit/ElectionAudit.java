package org.voteregistry.backend.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.ChainException;
import org.voteregistry.backend.chain.ChainException.ChainBehind;
import org.voteregistry.backend.chain.IndexedElection;
import org.voteregistry.backend.chain.IndexedElection.Source;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.chain.VoteIndex;
import org.voteregistry.backend.election.OpenedElections;
import org.voteregistry.backend.election.OpenedElections.OpenedElection;
import org.voteregistry.backend.problem.ProblemType;
import org.voteregistry.backend.recording.StoredBoard;
import org.voteregistry.backend.recording.StoredBoards;
import org.voteregistry.backend.recording.StoredBoards.SeenOnChain;

/** Compares an election's board with the chain. */
@Component
class ElectionAudit {
  private static final Logger LOG = LoggerFactory.getLogger(ElectionAudit.class);
  private final OpenedElections elections;
  private final StoredBoards boards;
  private final ValidatorPool pool;
  private final VoteIndex index;
  private final VoteIndex eventLogs;
  private final Clock clock;

  ElectionAudit(
      final OpenedElections elections,
      final StoredBoards boards,
      final ValidatorPool pool,
      final VoteIndex index,
      @Qualifier("eventLogs") final VoteIndex eventLogs,
      final Clock clock) {
    this.elections = elections;
    this.boards = boards;
    this.pool = pool;
    this.index = index;
    this.eventLogs = eventLogs;
    this.clock = clock;
  }

  /**
   * Asks a validator, and reads the database before and after, never while the chain answers.
   *
   * <p>Nothing but the events is behind the board hash that an index tells, so a difference counts
   * only if the events show it, too.
   *
   * @throws org.voteregistry.backend.problem.ProblemException {@code unavailable} when no validator
   *     can be asked
   */
  AuditView of(final String uuid) {
    final BoardComparison first = compare(uuid, index);
    if (first.chain().source() == Source.LOGS || first.differences().isEmpty()) {
      return view(first);
    }
    final BoardComparison second = compare(uuid, eventLogs);
    if (second.differences().isEmpty()) {
      LOG.warn(
          "the votes index of validator {} tells of election {} what its event logs do not: {}",
          first.chain().validator(),
          first.election().chainElectionId(),
          first.differences());
    }
    return view(second);
  }

  private BoardComparison compare(final String uuid, final VoteIndex asked) {
    final OpenedElection election = elections.get(uuid);
    final SeenOnChain seen = boards.seen(uuid).orElseThrow();
    final IndexedElection chain = ask(election, seen, asked);
    final StoredBoard board = boards.read(uuid, chain.votes());
    return new BoardComparison(election, seen, chain, board);
  }

  private IndexedElection ask(
      final OpenedElection election, final SeenOnChain seen, final VoteIndex asked) {
    try {
      return pool.ask(
          node ->
              asked.election(
                  node, election.chainElectionId(), seen.openedBlock(), seen.lastBlock()));
    } catch (final ChainBehind e) {
      throw ProblemType.UNAVAILABLE.because(e.getMessage() + "; send the same request again");
    } catch (final ChainException e) {
      LOG.warn(
          "election {} cannot be compared with the chain: {}", election.uuid(), e.getMessage());
      throw ProblemType.UNAVAILABLE.because(
          "no validator gives an answer that can be used; send the same request again");
    }
  }

  private AuditView view(final BoardComparison comparison) {
    final List<String> differences = comparison.differences();
    return new AuditView(
        comparison.election().uuid(),
        comparison.election().chainElectionId(),
        comparison.election().state(),
        differences.isEmpty(),
        comparison.board().votes(),
        differences,
        AuditView.Board.of(comparison.board()),
        AuditView.Chain.of(comparison.chain()),
        comparison.chain().turnout(),
        clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }
}
