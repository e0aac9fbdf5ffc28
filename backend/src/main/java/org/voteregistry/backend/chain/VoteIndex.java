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
}
