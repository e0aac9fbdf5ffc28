package org.voteregistry.backend.chain;

import java.util.List;
import org.voteregistry.backend.chain.VoteRegistryContract.BatchRecorded;
import org.voteregistry.backend.chain.VoteRegistryContract.VoteRecorded;

/**
 * A part of an election's board as a validator has it.
 *
 * @param votes in the order of their serials
 * @param batches in the order of their first serials
 */
public record RecordedBoard(List<VoteRecorded> votes, List<Batch> batches) {
  /** Copies the lists. */
  public RecordedBoard {
    votes = List.copyOf(votes);
    batches = List.copyOf(batches);
  }

  /**
   * A batch with its place on chain.
   *
   * @param transactionHash 0x and 64 hex digits
   * @param blockHash 0x and 64 hex digits
   */
  public record Batch(
      BatchRecorded event, String transactionHash, long blockNumber, String blockHash) {}
}
