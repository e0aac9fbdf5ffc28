package org.voteregistry.backend.chain;

/** Told what happens between the service and its validators. */
public interface ChainObserver {
  /** A request left one validator for another. */
  default void failedOver(final String fromNode, final String toNode) {}
}
