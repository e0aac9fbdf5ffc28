package org.hyperledger.besu.plugin.data;

import org.hyperledger.besu.datatypes.Hash;
import org.hyperledger.besu.datatypes.LogsBloomFilter;

/** A block's header. */
public interface BlockHeader extends ProcessableBlockHeader {
  /** Of type Bytes in 24.12, so never called by its descriptor. */
  LogsBloomFilter getLogsBloom();

  Hash getBlockHash();
}
