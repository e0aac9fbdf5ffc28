package org.voteregistry.besu.rpc;

/** Ends a method with an error for the caller. */
public final class VotesRpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final VotesRpcError error;

  /**
   * An answer.
   *
   * @param message what was wrong, with the value, and what to do
   */
  public VotesRpcException(final VotesRpcError error, final String message) {
    super(message);
    this.error = error;
  }

  /** Which error it is. */
  public VotesRpcError error() {
    return error;
  }
}
