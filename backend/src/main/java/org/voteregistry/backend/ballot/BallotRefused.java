package org.voteregistry.backend.ballot;

import java.util.Locale;

/** A ballot that is not valid, whoever cast it. */
public class BallotRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** Which check failed; the lower-case name is part of the API. */
  public enum Reason {
    /** It was made for another election. */
    OTHER_ELECTION,
    /** A member is missing, superfluous or of the wrong kind. */
    STRUCTURE,
    /** Its proofs do not show that the hidden choice is allowed. */
    PROOF,
    /** Its signature does not belong to its credential. */
    SIGNATURE;

    /** The text form, for example {@code other-election}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;

  /**
   * A refusal.
   *
   * @param detail what was wrong, for the voter; nothing secret
   */
  public BallotRefused(final Reason reason, final String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** Which check failed. */
  public Reason reason() {
    return reason;
  }
}
