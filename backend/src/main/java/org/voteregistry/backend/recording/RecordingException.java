package org.voteregistry.backend.recording;

import org.voteregistry.backend.chain.ErrorPolicy;

/** What ends a recorder's term, beside failures of the chain and of the database. */
abstract sealed class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ErrorPolicy policy;

  RecordingException(final ErrorPolicy policy, final String message) {
    super(message);
    this.policy = policy;
  }

  ErrorPolicy policy() {
    return policy;
  }

  /** Another instance leads, or the lease has run out: this one writes nothing more. */
  static final class LeadershipLost extends RecordingException {
    private static final long serialVersionUID = 1L;

    LeadershipLost(final long epoch) {
      super(ErrorPolicy.WAIT, "term %d of this recorder is over".formatted(epoch));
    }
  }

  /** Chain and database say different things about a recorded vote. */
  static final class ChainDisagrees extends RecordingException {
    private static final long serialVersionUID = 1L;

    ChainDisagrees(final String message) {
      super(ErrorPolicy.ALERT, message);
    }
  }
}
