package org.voteregistry.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;

/** Releasing of a file lock together with its channel. */
public final class Locks {
  private Locks() {}

  public static void release(final FileLock lock) {
    try {
      lock.acquiredBy().close();
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot release the lock", e);
    }
  }
}
