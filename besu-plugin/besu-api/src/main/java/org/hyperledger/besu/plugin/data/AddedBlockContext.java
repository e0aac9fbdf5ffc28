package org.hyperledger.besu.plugin.data;

import java.util.List;

/** A block that was just added, and how. */
public interface AddedBlockContext extends BlockContext {
  EventType getEventType();

  List<? extends TransactionReceipt> getTransactionReceipts();

  /** What the new block did to the chain. */
  enum EventType {
    HEAD_ADVANCED,
    FORK,
    CHAIN_REORG,
    STORED_ONLY
  }
}
