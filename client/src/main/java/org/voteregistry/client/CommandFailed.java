package org.voteregistry.client;

/** A command cannot do what was asked; the message says what to do about it. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Ends the command with this exit code of {@link ExitCodes}. */
  public CommandFailed(final int exitCode, final String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the shell is told. */
  public int exitCode() {
    return exitCode;
  }
}
