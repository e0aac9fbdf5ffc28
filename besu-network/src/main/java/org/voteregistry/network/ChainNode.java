package org.voteregistry.network;

/** One node of a chain, however it is run. */
public interface ChainNode {
  /** What messages call it, for example "validator 2". */
  String name();

  /** Whether it is there. */
  boolean isRunning();

  /** Whether it was started, not ended through here, and is gone nevertheless. */
  boolean endedByItself();

  /** Asks it to end; does not wait. */
  void requestStop();

  /** Asks it to end, waits, and ends it by force where it does not. */
  void stop();

  /** Ends it at once, without letting it tidy up. */
  void kill();

  /** Where to read what it printed, for a person. */
  String whereItsLogIs();

  /** The last lines that it printed. */
  String logTail();
}
