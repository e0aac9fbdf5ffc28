package org.hyperledger.besu.plugin.services;

import org.hyperledger.besu.plugin.data.AddedBlockContext;

/** Tells what happens in the node. */
public interface BesuEvents extends BesuService {
  long addBlockAddedListener(BlockAddedListener blockAddedListener);

  void removeBlockAddedListener(long listenerIdentifier);

  /** Called on the importing thread. */
  interface BlockAddedListener {
    void onBlockAdded(AddedBlockContext addedBlockContext);
  }
}
