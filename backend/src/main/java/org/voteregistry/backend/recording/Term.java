package org.voteregistry.backend.recording;

/**
 * The time in which one instance is the recorder. Its epoch is in the lease row; no other term has
 * it.
 */
final class Term {
  private final long epoch;
  private volatile boolean over;

  Term(final long epoch) {
    this.epoch = epoch;
  }

  long epoch() {
    return epoch;
  }

  /** Nothing is begun any more; what runs is held back by the fence. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
