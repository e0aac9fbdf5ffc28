package org.voteregistry.backend.recording;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.recording.Boards.Board;
import org.voteregistry.backend.recording.Boards.Placed;
import org.voteregistry.backend.recording.Boards.Waiting;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoterIndex;

/**
 * Gives accepted votes their serials and links them into the board's hash chain, in the order of
 * acceptance. It needs no chain: the board is tamper-evident while the validators are away.
 */
@Component
class Sequencer {
  private static final int CHUNK = 5_000;

  private final RecorderLease lease;
  private final Boards boards;
  private final RecordingObservers observers;

  Sequencer(final RecorderLease lease, final Boards boards, final RecordingObservers observers) {
    this.lease = lease;
    this.boards = boards;
    this.observers = observers;
  }

  /**
   * One pass over all elections.
   *
   * @return how many votes got a serial
   */
  int sequence(final Term term) {
    int total = 0;
    for (final String election : boards.withWaiting()) {
      total += sequence(term, election);
    }
    return total;
  }

  private int sequence(final Term term, final String election) {
    final List<Placed> placed =
        lease.inTerm(
            term,
            () -> {
              final Board board = boards.hold(election);
              final List<Placed> next = place(board, boards.waiting(election, CHUNK));
              if (!next.isEmpty()) {
                boards.sequence(election, next);
              }
              return next;
            });
    if (!placed.isEmpty()) {
      observers.all().sequenced(election, placed.getFirst().serial(), placed.size());
    }
    return placed.size();
  }

  /** Serials and links that follow on a board's end. */
  static List<Placed> place(final Board board, final List<Waiting> waiting) {
    final List<Placed> placed = new ArrayList<>(waiting.size());
    long serial = board.sequenced();
    byte[] link = board.sequencedLink();
    for (final Waiting vote : waiting) {
      link =
          BoardHash.next(
              link, new Serial(serial), new VoterIndex(vote.voterIndex()), vote.voteHash());
      placed.add(new Placed(vote.id(), serial, link));
      serial++;
    }
    return placed;
  }
}
