package org.voteregistry.backend.recording;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.ChainException.ChainBehind;
import org.voteregistry.backend.chain.RecordedBoard;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.chain.VoteIndex;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.chain.VoteRegistryContract.VoteRecorded;
import org.voteregistry.backend.recording.Boards.Board;
import org.voteregistry.backend.recording.Boards.OnChain;
import org.voteregistry.backend.recording.ChainElections.ChainElection;
import org.voteregistry.backend.recording.RecordingException.ChainDisagrees;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoterIndex;

/**
 * Compares a board with the chain, and goes on from what the chain says. Votes that the chain has
 * beyond the board were recorded by a transaction that this database does not know: by another
 * recorder, or before the database was restored from a copy.
 */
@Component
class ChainComparison {
  private static final Logger LOG = LoggerFactory.getLogger(ChainComparison.class);

  private final RecorderLease lease;
  private final Boards boards;
  private final Batches batches;
  private final ValidatorPool pool;
  private final VoteRegistryContract contract;
  private final VoteIndex index;

  ChainComparison(
      final RecorderLease lease,
      final Boards boards,
      final Batches batches,
      final ValidatorPool pool,
      final VoteRegistryContract contract,
      final VoteIndex index) {
    this.lease = lease;
    this.boards = boards;
    this.batches = batches;
    this.pool = pool;
    this.contract = contract;
    this.index = index;
  }

  /**
   * Takes over what the chain has beyond the board. Nothing of the election may be in flight.
   *
   * @throws ChainBehind when the chain has fewer votes than were recorded
   */
  void catchUp(final Term term, final ChainElection election) {
    final Board board = boards.find(election.electionUuid()).orElseThrow();
    final long onChain = pool.ask(node -> contract.recorded(node, election.chainElectionId()));
    if (onChain < board.recorded()) {
      throw new ChainBehind(
          ("the chain has %d votes of election %s, but %d were recorded: the validator is behind, or"
                  + " the chain was reset")
              .formatted(onChain, election.electionUuid(), board.recorded()));
    }
    if (onChain > board.recorded()) {
      final long from =
          Math.max(election.openedBlock(), batches.lastBlock(election.electionUuid()));
      final RecordedBoard found =
          pool.ask(node -> index.board(node, election.chainElectionId(), board.recorded(), from));
      takeOver(term, election, board, found);
    }
  }

  private void takeOver(
      final Term term, final ChainElection election, final Board board, final RecordedBoard found) {
    final String uuid = election.electionUuid();
    final List<OnChain> votes = new ArrayList<>();
    byte[] link = board.recordedLink();
    for (final VoteRecorded vote : found.votes()) {
      final long serial = board.recorded() + votes.size();
      if (vote.serial() != serial) {
        throw new ChainDisagrees(
            "election %s has no vote with serial %d among the chain's events"
                .formatted(uuid, serial));
      }
      link =
          BoardHash.next(
              link, new Serial(serial), new VoterIndex(vote.voterIndex()), vote.voteHash());
      votes.add(
          new OnChain(serial, vote.voterIndex(), vote.voteHash(), link, vote.transactionHash()));
    }
    if (votes.isEmpty()) {
      throw new ChainDisagrees(
          "the chain counts more votes of election %s than it has events for".formatted(uuid));
    }
    LOG.warn(
        "the chain has {} votes of election {} that were not recorded by this service",
        votes.size(),
        uuid);
    lease.inTerm(
        term,
        () -> {
          // Before anything else: the sequencer must not be half way through a chunk.
          boards.hold(uuid);
          boards.unsequence(uuid, board.recorded());
          boards.adopt(uuid, votes);
          for (final RecordedBoard.Batch batch : found.batches()) {
            batches.adopt(
                uuid,
                batch.event().firstSerial(),
                (int) batch.event().count(),
                batch.event().root(),
                batch.event().batchId(),
                batch.transactionHash(),
                batch.blockNumber(),
                batch.blockHash());
          }
        });
  }
}
