package org.voteregistry.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What this JVM ends when it ends: last registered, first ended. Shutdown hooks of their own would
 * run all at once, and the backend would lose its chain before it had finished.
 */
public final class ShutdownOrder {
  private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();
  private static boolean hooked;

  private ShutdownOrder() {}

  /** A registered action. */
  @FunctionalInterface
  public interface Registration {
    /** Takes the action back; nothing happens when it was taken back, or run, before. */
    void remove();
  }

  /** Runs the action when the JVM ends, whatever the reason short of SIGKILL. */
  public static synchronized Registration atExit(final Runnable action) {
    if (!hooked) {
      Runtime.getRuntime().addShutdownHook(new Thread(ShutdownOrder::runAll, "shutdown"));
      hooked = true;
    }
    ACTIONS.push(action);
    return () -> remove(action);
  }

  private static synchronized void remove(final Runnable action) {
    ACTIONS.remove(action);
  }

  private static void runAll() {
    final List<Runnable> actions;
    synchronized (ShutdownOrder.class) {
      actions = new ArrayList<>(ACTIONS);
    }
    RuntimeException first = null;
    for (final Runnable action : actions) {
      try {
        action.run();
      } catch (final RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
