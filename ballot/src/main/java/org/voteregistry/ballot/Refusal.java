package org.voteregistry.ballot;

import java.io.Serial;

/**
 * A message of the protocol is refused. The {@link #reason()} is meant for programs, {@link
 * #where()} names the place inside the message (such as {@code answers[1].choices[0].alpha}), and
 * {@link #getMessage()} tells a human what was wrong with it.
 */
public final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Longer values from a file are cut in messages: the file is not to be trusted. */
  private static final int QUOTED = 40;

  private final Reason reason;
  private final String where;

  /**
   * Refuses a message.
   *
   * @param reason why, for programs
   * @param where the place inside the message, or an empty string for the whole
   * @param what what was wrong, for humans
   */
  public Refusal(final Reason reason, final String where, final String what) {
    super(where.isEmpty() ? what : where + ": " + what);
    this.reason = reason;
    this.where = where;
  }

  /** Why, for programs. */
  public Reason reason() {
    return reason;
  }

  /** The place inside the message, or an empty string. */
  public String where() {
    return where;
  }

  /** The same refusal, seen from an enclosing message. */
  public Refusal within(final String outer) {
    final String what = where.isEmpty() ? getMessage() : getMessage().substring(where.length() + 2);
    final String inner = where.isEmpty() || where.startsWith("[") ? where : "." + where;
    final Refusal refusal = new Refusal(reason, outer + inner, what);
    refusal.initCause(this);
    return refusal;
  }

  /** A value from a file, short enough to be shown. */
  public static String quote(final String value) {
    return value.length() <= QUOTED
        ? "\"" + value + "\""
        : "\"" + value.substring(0, QUOTED) + "…\" (" + value.length() + " characters)";
  }
}
