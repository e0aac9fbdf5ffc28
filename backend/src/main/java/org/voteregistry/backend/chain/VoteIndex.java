package org.voteregistry.backend.chain;

/** Finds what the chain has recorded of an election. */
public interface VoteIndex {
  /**
   * The board from a serial on: all votes, and the batches that start there or later.
   *
   * @param electionId number on chain
   * @param fromSerial first serial of interest
   * @param fromBlock a block that is not after the one which recorded that serial
   * @throws ChainException.NodeUnreachable when the validator does not answer
   */
  RecordedBoard board(ChainNode node, long electionId, long fromSerial, long fromBlock);

  /**
   * An election as a whole: how much is recorded, the hash over it, closing, result and turnout.
   *
   * @param electionId number on chain
   * @param fromBlock a block that is not after the one which created the election
   * @param seenBlock the newest block that is known to hold something of it
   * @throws ChainException.NodeUnreachable when the validator does not answer
   * @throws ChainException.ChainBehind when the validator has not come to {@code seenBlock}
   * @throws ChainException.NodeRefused when its contract knows no such election
   * @throws ChainException.UnexpectedAnswer when its events are not what the contract counted
   */
  IndexedElection election(ChainNode node, long electionId, long fromBlock, long seenBlock);
}
