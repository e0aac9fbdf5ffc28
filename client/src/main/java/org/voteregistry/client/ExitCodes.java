package org.voteregistry.client;

/** What the program tells the shell. */
final class ExitCodes {
  static final int OK = 0;
  static final int CHECK_FAILED = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  private ExitCodes() {}
}
