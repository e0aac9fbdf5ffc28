package org.voteregistry.client;

/** What the program tells the shell. */
public final class ExitCodes {
  /** Everything holds, or was done. */
  public static final int OK = 0;

  /** A check failed, or what was asked was refused. */
  public static final int CHECK_FAILED = 1;

  /** The command line or a file is wrong. */
  public static final int USAGE = 2;

  /** A node or the service cannot be reached. */
  public static final int UNREACHABLE = 3;

  private ExitCodes() {}
}
