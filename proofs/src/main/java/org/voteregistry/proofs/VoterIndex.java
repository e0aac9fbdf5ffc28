package org.voteregistry.proofs;

/** Position of a public credential in the sorted roll, from 0. */
public record VoterIndex(int value) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when negative
   */
  public VoterIndex {
    if (value < 0) {
      throw new IllegalArgumentException("a voter index is 0 or more; got " + value);
    }
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
