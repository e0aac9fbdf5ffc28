package org.voteregistry.backend.recording;

import java.util.List;
import org.voteregistry.backend.recording.Boards.BoardEntry;

/**
 * Upper bounds of the gas that transactions take. They follow from the EVM's price list, so that no
 * batch needs a node's estimate, which is not to be had while its predecessors are in flight.
 */
final class GasLimit {
  /** Intrinsic gas, the batch's own storage, events and what the contract does once. */
  static final long BASE = 400_000;

  /** Calldata (EIP-7623's floor), event, two hashes of the leaf and one inner hash. */
  static final long VOTE = 10_000;

  /** First write to a word of the roll's bitmap, cold. */
  static final long WORD = 25_000;

  /** A vote that has a word of its own. */
  static final long WORST_VOTE = VOTE + WORD;

  /** Creating or closing an election. */
  static final long ELECTION = 1_500_000;

  private static final int BITS_PER_WORD = 256;

  private GasLimit() {}

  /** For a batch of these votes. */
  static long ofBatch(final List<BoardEntry> votes) {
    final long words =
        votes.stream().mapToInt(vote -> vote.voterIndex() / BITS_PER_WORD).distinct().count();
    return BASE + votes.size() * VOTE + words * WORD;
  }
}
