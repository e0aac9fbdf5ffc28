package org.voteregistry.besu.follow;

import java.util.Optional;
import org.voteregistry.besu.chain.BlockId;

/**
 * How the index stands to its chain.
 *
 * @param indexed the last block in the index; empty until it is open
 * @param headNumber number of the node's newest block, as last seen
 * @param waiting blocks handed over and not looked at yet
 * @param overflows how often the hand-over queue was full
 * @param undone blocks taken out again because of reorganisations
 * @param rebuilds how often the index was started anew since the node started
 * @param errors attempts that failed since the node started
 * @param lastError what the last of them said, until a block was indexed again
 */
public record FollowerStatus(
    FollowerState state,
    Optional<BlockId> indexed,
    long headNumber,
    int waiting,
    long overflows,
    long undone,
    long rebuilds,
    long errors,
    Optional<String> lastError) {
  /** Blocks between the index and the node's newest block. */
  public long lag() {
    return Math.max(0, headNumber - indexed.map(BlockId::number).orElse(0L));
  }
}
