package org.voteregistry.network;

/** What a network is made of. */
public enum ChainKind {
  /** Besu validators that agree by QBFT. */
  BESU,
  /** The same validators from the official image, by docker compose, with the development keys. */
  CONTAINER,
  /** One anvil node: blocks every second, no consensus, no validators' seals, no plugin. */
  DEV,
  /** Besu where an installation is found, else the development chain. */
  AUTO
}
