package org.voteregistry.backend.chain;

import java.util.Optional;

/**
 * What the contract itself says of an election at one block.
 *
 * @param recorded votes, which is also the next serial
 * @param batches batches, which is also the number of the last one
 * @param boardHash 64 hexadecimal digits; zeros before closing and for an empty board
 * @param resultHash 64 hexadecimal digits; zeros before publishing
 */
record ContractCounters(
    long recorded, long batches, boolean closed, String boardHash, String resultHash) {
  private static final String NONE = "0".repeat(64);

  /**
   * In what a reading of the events is not what the contract says; empty when it agrees. Whether
   * the hash that was fixed at closing is that of the recorded votes is no question here: the
   * contract takes it as it is given.
   */
  Optional<String> contradiction(final IndexedElection election) {
    if (election.votes() != recorded || election.batches() != batches) {
      return Optional.of(
          "%d votes and %d batches; the contract has %d and %d"
              .formatted(election.votes(), election.batches(), recorded, batches));
    }
    final long hours = election.turnout().stream().mapToLong(IndexedElection.Hour::votes).sum();
    if (hours != recorded) {
      return Optional.of("%d votes in its hours; the contract has %d".formatted(hours, recorded));
    }
    if (closed != election.closed().isPresent()
        || election
            .closed()
            .filter(said -> said.ballots() != recorded || !said.boardHash().equals(boardHash))
            .isPresent()) {
      return Optional.of(
          "the closing %s; the contract has %s"
              .formatted(
                  election.closed().map(Object::toString).orElse("missing"),
                  closed ? recorded + " ballots and board hash " + boardHash : "none"));
    }
    final String result = election.result().map(IndexedElection.Result::resultHash).orElse(NONE);
    return result.equals(resultHash)
        ? Optional.empty()
        : Optional.of("the result %s; the contract has %s".formatted(result, resultHash));
  }
}
