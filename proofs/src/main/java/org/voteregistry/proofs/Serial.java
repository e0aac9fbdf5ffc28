package org.voteregistry.proofs;

/** Position of a ballot on an election's board, from 0 without gaps. */
public record Serial(long value) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when negative
   */
  public Serial {
    if (value < 0) {
      throw new IllegalArgumentException("a serial is 0 or more; got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
