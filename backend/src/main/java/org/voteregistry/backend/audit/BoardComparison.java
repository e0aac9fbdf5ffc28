package org.voteregistry.backend.audit;

import java.util.ArrayList;
import java.util.List;
import org.voteregistry.backend.chain.IndexedElection;
import org.voteregistry.backend.election.ElectionState;
import org.voteregistry.backend.election.OpenedElections.OpenedElection;
import org.voteregistry.backend.recording.StoredBoard;
import org.voteregistry.backend.recording.StoredBoards.SeenOnChain;

/**
 * What the service says of an election, against what the chain says.
 *
 * @param election as it was before the chain was asked, so that the chain cannot lack any of it
 * @param seen likewise
 * @param board as it was afterwards, so that it cannot lack any vote that this service recorded
 */
record BoardComparison(
    OpenedElection election, SeenOnChain seen, IndexedElection chain, StoredBoard board) {

  List<String> differences() {
    final List<String> differences = new ArrayList<>();
    votes(differences);
    closing(differences);
    result(differences);
    return differences;
  }

  private void votes(final List<String> differences) {
    if (chain.votes() < seen.recorded()) {
      differences.add(
          "%d votes are known to be recorded, but the chain has %d at block %d"
              .formatted(seen.recorded(), chain.votes(), chain.blockNumber()));
    }
    if (board.brokenAt().isPresent()) {
      differences.add(
          "the board in the database was changed: its vote with serial %d is missing, or is not the one that was given this place"
              .formatted(board.brokenAt().get()));
    }
    if (board.votes() < chain.votes()) {
      differences.add(
          "the chain has %d votes, the database %d of them: another service records this election, or the database is an older copy"
              .formatted(chain.votes(), board.votes()));
    } else if (!board.boardHash().equals(chain.boardHash())) {
      differences.add(
          "the votes with serials below %d are not the same in the database and on chain: their board hashes differ"
              .formatted(chain.votes()));
    }
  }

  private void closing(final List<String> differences) {
    if (chain.closed().isEmpty()) {
      if (election.state() == ElectionState.CLOSED) {
        differences.add(
            "the election is closed here, but not on chain at block " + chain.blockNumber());
      }
      return;
    }
    final IndexedElection.Closing closed = chain.closed().get();
    if (closed.ballots() != chain.votes() || !closed.boardHash().equals(chain.boardHash())) {
      differences.add(
          "the election was closed on chain with %d ballots and board hash %s, which is not what its recorded votes give"
              .formatted(closed.ballots(), closed.boardHash()));
    }
    if (election.ballots().filter(ballots -> ballots != closed.ballots()).isPresent()
        || election.boardHash().filter(hash -> !hash.equals(closed.boardHash())).isPresent()) {
      differences.add(
          "the service shows another closing than the chain: %d ballots, board hash %s"
              .formatted(election.ballots().orElseThrow(), election.boardHash().orElseThrow()));
    }
  }

  private void result(final List<String> differences) {
    seen.resultHash()
        .filter(
            hash ->
                chain
                    .result()
                    .map(IndexedElection.Result::resultHash)
                    .filter(hash::equals)
                    .isEmpty())
        .ifPresent(
            hash ->
                differences.add(
                    "the service published a result with the hash %s, which the chain does not hold"
                        .formatted(hash)));
  }
}
