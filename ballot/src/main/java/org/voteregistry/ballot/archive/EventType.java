package org.voteregistry.ballot.archive;

import java.util.Arrays;
import java.util.Optional;

/** The types of events (specification 4.4). */
public enum EventType {
  /** Start: election, trustees, credentials and the structure that names them. */
  SETUP("Setup", 4),
  /** A ballot was accepted. */
  BALLOT("Ballot", 1),
  /** No more ballots. */
  END_BALLOTS("EndBallots", 0),
  /** The encrypted tally and its size. */
  ENCRYPTED_TALLY("EncryptedTally", 2),
  /** A shuffle and its owner. */
  SHUFFLE("Shuffle", 2),
  /** No more shuffles. */
  END_SHUFFLES("EndShuffles", 0),
  /** A partial decryption and its owner. */
  PARTIAL_DECRYPTION("PartialDecryption", 2),
  /** The result. */
  RESULT("Result", 1);

  private final String name;
  private final int data;

  EventType(final String name, final int data) {
    this.name = name;
    this.data = data;
  }

  /** The name in events. */
  public String protocolName() {
    return name;
  }

  /** How many data stand before the event; the last of them is its payload. */
  public int data() {
    return data;
  }

  static Optional<EventType> named(final String name) {
    return Arrays.stream(values()).filter(type -> type.name.equals(name)).findFirst();
  }
}
