package org.voteregistry.besu.follow;

/** What the index is doing. */
public enum FollowerState {
  /** It is being opened. */
  STARTING("starting"),
  /** It reads blocks that the node already has. */
  CATCHING_UP("catching-up"),
  /** It holds the node's newest block, or works on it. */
  LIVE("live"),
  /** The last attempt failed; it is tried again. */
  FAILED("failed"),
  /** The node stops. */
  STOPPED("stopped");

  private final String text;

  FollowerState(final String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
