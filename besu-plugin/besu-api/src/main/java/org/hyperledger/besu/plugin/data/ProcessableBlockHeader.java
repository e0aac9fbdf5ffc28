package org.hyperledger.besu.plugin.data;

import org.hyperledger.besu.datatypes.Hash;

/** The part of a header that is known before the block ran. */
public interface ProcessableBlockHeader {
  Hash getParentHash();

  long getNumber();

  long getTimestamp();
}
