package org.voteregistry.backend.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a validator has of an election as of one block, in agreement with the contract's own
 * counters there. Hashes are 64 lower-case hexadecimal digits.
 *
 * @param boardHash last link of the board chain over all these votes
 * @param blockNumber the block up to which this is said
 * @param validator name of the node that was asked
 * @param closed once the board is final
 * @param result once there is one
 * @param turnout hours with votes only, the earliest first
 */
public record IndexedElection(
    long electionId,
    long votes,
    long batches,
    String boardHash,
    long blockNumber,
    String validator,
    Source source,
    Optional<Closing> closed,
    Optional<Result> result,
    List<Hour> turnout) {
  /** Copies the list. */
  public IndexedElection {
    turnout = List.copyOf(turnout);
  }

  /** Who computed it. */
  public enum Source {
    /** The index that the validator keeps. */
    PLUGIN,
    /** This service, from the validator's event logs. */
    LOGS
  }

  /** What {@code closeElection} fixed. */
  public record Closing(long ballots, String boardHash, String transactionHash, long blockNumber) {}

  /**
   * What {@code publishResult} fixed.
   *
   * @param counts in the order of questions and answers
   */
  public record Result(
      String resultHash, List<Long> counts, String transactionHash, long blockNumber) {
    /** Copies the list. */
    public Result {
      counts = List.copyOf(counts);
    }
  }

  /**
   * Votes that were recorded within an hour, by block time.
   *
   * @param from its start, UTC
   */
  public record Hour(Instant from, long votes) {}
}
