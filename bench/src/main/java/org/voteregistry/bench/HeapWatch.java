package org.voteregistry.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at how much of the heap is in use after a collection, until it is interrupted. */
final class HeapWatch implements Runnable {
  private static final long PAUSE_MILLIS = 300;

  private final AtomicLong most = new AtomicLong();

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        ManagementFactory.getMemoryMXBean().gc();
        most.accumulateAndGet(
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long mostInUse() {
    return most.get();
  }
}
