package org.voteregistry.backend.chain;

/** What the recorder does about an error. Each error type states exactly one. */
public enum ErrorPolicy {
  /** The same step again, on another validator where there is one, with growing pauses. */
  RETRY,
  /** Sign the same nonce again with a higher gas price: at most one of both can be mined. */
  REPRICE,
  /** Nothing is wrong with the step; go on once the chain is able to. */
  WAIT,
  /** The contract refuses one entry for good: take it out with the reason, go on with the rest. */
  SET_ASIDE,
  /** A person has to decide. Nothing more is written until the cause is gone. */
  ALERT
}
