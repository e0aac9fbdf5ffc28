package org.hyperledger.besu.plugin.data;

import java.util.List;

/** A block that was just added. What it did to the chain is said from 25.11 on only. */
public interface AddedBlockContext extends BlockContext {
  List<? extends TransactionReceipt> getTransactionReceipts();
}
