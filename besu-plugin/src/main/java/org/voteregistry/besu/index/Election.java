package org.voteregistry.besu.index;

import java.util.List;
import java.util.Optional;
import org.voteregistry.besu.chain.Hash32;

/**
 * An election as the index knows it.
 *
 * @param id number on chain, from 1
 * @param manifestHash SHA-256 of the frozen setup
 * @param rollHash SHA-256 of the roll
 * @param rollSize credentials in the roll
 * @param opensAt first second of casting (UTC)
 * @param closesAt end of casting (UTC)
 * @param recordingEndsAt end of recording (UTC)
 * @param created where it was created
 * @param votes votes recorded so far, which is also the next serial
 * @param batches batches recorded so far
 * @param boardHash last link of the board chain over the recorded votes; 32 zero bytes without one
 * @param batchesHash the same kind of chain over the batches' records
 * @param closing how it was closed
 * @param result what was published
 */
public record Election(
    long id,
    Hash32 manifestHash,
    Hash32 rollHash,
    long rollSize,
    long opensAt,
    long closesAt,
    long recordingEndsAt,
    Origin created,
    long votes,
    long batches,
    Hash32 boardHash,
    Hash32 batchesHash,
    Optional<Closing> closing,
    Optional<Result> result) {

  /**
   * The closing of an election.
   *
   * @param ballots the number that the administrator fixed
   * @param boardHash the last link of the board chain that the administrator fixed
   */
  public record Closing(long ballots, Hash32 boardHash, Origin origin) {}

  /**
   * A published result.
   *
   * @param resultHash SHA-256 of the result
   * @param counts one count an answer, in the contract's order
   */
  public record Result(Hash32 resultHash, List<Long> counts, Origin origin) {
    /** Copies the counts. */
    public Result {
      counts = List.copyOf(counts);
    }
  }
}
