package org.voteregistry.backend.chain;

/**
 * What a number of QBFT validators survives.
 *
 * @param validators n
 * @param quorum ceil(2n/3): how many have to sign a block
 * @param crashTolerance n − quorum: how many may be down without a pause
 * @param byzantineTolerance floor((n−1)/3): how many may lie
 */
public record Quorum(int validators, int quorum, int crashTolerance, int byzantineTolerance) {
  /** The figures for n validators. */
  public static Quorum of(final int validators) {
    final int quorum = Math.ceilDiv(2 * validators, 3);
    return new Quorum(
        validators, quorum, validators - quorum, Math.max(0, Math.floorDiv(validators - 1, 3)));
  }

  /** The same in words, for people. */
  public String explained() {
    return "%d validators: %d must sign each block; %s may be down without a pause; %s"
        .formatted(
            validators,
            quorum,
            crashTolerance == 0 ? "none" : Integer.toString(crashTolerance),
            byzantineTolerance == 0
                ? "a single lying validator is not survived (four or more would survive one)"
                : byzantineTolerance + " lying may be survived");
  }
}
