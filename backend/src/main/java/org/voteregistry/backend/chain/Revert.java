package org.voteregistry.backend.chain;

/**
 * Why the contract would refuse, or has refused, a call.
 *
 * @param name of the custom error, or of what stands for it
 * @param text the error with its values, for people
 */
public record Revert(String name, String text, Kind kind) {
  /** Whom a refusal concerns and for how long. */
  public enum Kind {
    /** One vote of the call, for good: the roll or the bitmap speaks against it. */
    ENTRY,
    /** The whole call, for now: too early, paused, or the board has moved. */
    NOT_NOW,
    /** The whole call, until an administrator mends it: a missing role, or an unknown error. */
    OPERATOR,
    /** The whole call, for good: its values, or the election's state. */
    FINAL
  }

  /** What to do about it. */
  public ErrorPolicy policy() {
    return switch (kind) {
      case ENTRY -> ErrorPolicy.SET_ASIDE;
      case NOT_NOW -> ErrorPolicy.WAIT;
      case OPERATOR, FINAL -> ErrorPolicy.ALERT;
    };
  }
}
