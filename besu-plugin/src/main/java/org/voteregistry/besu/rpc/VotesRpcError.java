package org.voteregistry.besu.rpc;

/** What a method can answer instead of a result. The codes are part of the interface. */
public enum VotesRpcError {
  /** A parameter is missing, of the wrong form, or out of range. */
  INVALID_PARAMETER(-32602),
  /** Something failed that the caller cannot mend; the node's log has it. */
  INTERNAL(-32603),
  /** The index holds no such election. */
  ELECTION_UNKNOWN(-39001),
  /** The index holds no such vote. */
  VOTE_UNKNOWN(-39002),
  /** The index holds no such batch. */
  BATCH_UNKNOWN(-39003),
  /** The index is being opened or rebuilt, or the node stops. */
  INDEX_UNAVAILABLE(-39004),
  /** A reference stands for votes with different hashes; ask by hash. */
  REFERENCE_AMBIGUOUS(-39005),
  /** What the index holds contradicts itself; delete it, and it is rebuilt. */
  INDEX_INCONSISTENT(-39006);

  private final int code;

  VotesRpcError(final int code) {
    this.code = code;
  }

  /** The JSON-RPC error code. */
  public int code() {
    return code;
  }
}
