package org.voteregistry.backend.audit;

import java.time.Instant;
import java.util.List;
import org.voteregistry.backend.chain.IndexedElection;
import org.voteregistry.backend.chain.IndexedElection.Hour;
import org.voteregistry.backend.election.ElectionState;
import org.voteregistry.backend.recording.StoredBoard;

/**
 * How an election's board in the database compares with what the chain holds. Hashes are 64
 * hexadecimal digits; members that have no value yet are absent.
 *
 * @param consistent whether there are no differences
 * @param compared number of votes, from serial 0 on, over which the two board hashes stand
 * @param differences in words
 * @param turnout votes recorded within each hour by block time; hours without any are left out
 * @param checkedAt when the chain was asked
 */
record AuditView(
    String electionUuid,
    long chainElectionId,
    ElectionState state,
    boolean consistent,
    long compared,
    List<String> differences,
    Board board,
    Chain chain,
    List<Hour> turnout,
    Instant checkedAt) {

  /**
   * What the database holds.
   *
   * @param accepted ballots that were acknowledged to voters
   * @param setAside those of them that the contract refused
   * @param recorded votes that are known to be on chain
   * @param boardHash computed from the first {@code compared} votes
   */
  record Board(long accepted, long setAside, long recorded, String boardHash) {
    static Board of(final StoredBoard board) {
      return new Board(board.accepted(), board.setAside(), board.recorded(), board.boardHash());
    }
  }

  /**
   * What a validator holds.
   *
   * @param boardHash computed from all {@code votes}
   * @param blockNumber the block as of which this is said
   * @param validator who was asked
   * @param source {@code plugin}: the validator's votes index; {@code logs}: its event logs
   * @param closed what is fixed since closing
   * @param result what is fixed since publishing
   */
  record Chain(
      long votes,
      long batches,
      String boardHash,
      long blockNumber,
      String validator,
      String source,
      IndexedElection.Closing closed,
      IndexedElection.Result result) {
    static Chain of(final IndexedElection election) {
      return new Chain(
          election.votes(),
          election.batches(),
          election.boardHash(),
          election.blockNumber(),
          election.validator(),
          switch (election.source()) {
            case PLUGIN -> "plugin";
            case LOGS -> "logs";
          },
          election.closed().orElse(null),
          election.result().orElse(null));
    }
  }
}
