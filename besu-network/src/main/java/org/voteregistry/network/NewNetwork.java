package org.voteregistry.network;

import java.nio.channels.FileLock;
import java.nio.file.Path;

/** A network that is made and not started. */
public final class NewNetwork {
  private NewNetwork() {}

  /**
   * Makes fresh keys, readable by their owner alone, and the genesis of a Besu network.
   *
   * @param folder where; made when it is missing
   * @param validators number of validators, from 1 up
   * @throws FolderMismatchException when the folder holds a network
   */
  public static NetworkDescriptor create(
      final Path folder, final int validators, final long chainId) {
    if (validators < 1) {
      throw new IllegalArgumentException("a network has at least 1 validator, not " + validators);
    }
    final NetworkOptions options =
        NetworkOptions.in(folder)
            .kind(ChainKind.BESU)
            .validators(validators)
            .chainId(chainId)
            .freshKeys(true)
            .build();
    final NetworkFolder target = new NetworkFolder(options.folder());
    final FileLock lock = target.lock();
    try {
      if (target.descriptor().isPresent()) {
        throw new FolderMismatchException(
            folder
                + " holds a network already, whose keys are not overwritten. Name another folder.");
      }
      return NetworkStart.create(target, options, ChainKind.BESU);
    } finally {
      Locks.release(lock);
    }
  }
}
