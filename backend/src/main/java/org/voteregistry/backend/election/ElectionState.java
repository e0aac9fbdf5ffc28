package org.voteregistry.backend.election;

/** Where an election is in its life. */
public enum ElectionState {
  /** The setup may change. */
  DRAFT,
  /** The setup is frozen; the chain has not confirmed the election yet. */
  OPENING,
  /** On chain; ballots are taken between opening and closing time. */
  OPEN,
  /** No more ballots; the chain has not confirmed their number yet. */
  CLOSING,
  /** The number of ballots and the board's hash are final on chain. */
  CLOSED
}
