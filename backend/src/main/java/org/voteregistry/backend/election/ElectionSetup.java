package org.voteregistry.backend.election;

import java.util.Arrays;

/** What casting needs to know about an election that is or was open. None of it changes. */
public final class ElectionSetup {
  private final String uuid;
  private final ElectionHours hours;
  private final byte[] manifest;
  private final int rollSize;

  ElectionSetup(
      final String uuid, final ElectionHours hours, final byte[] manifest, final int rollSize) {
    this.uuid = uuid;
    this.hours = hours;
    this.manifest = manifest;
    this.rollSize = rollSize;
  }

  /** The election's uuid. */
  public String uuid() {
    return uuid;
  }

  /** When ballots are accepted. */
  public ElectionHours hours() {
    return hours;
  }

  /** A copy of the manifest's bytes; their SHA-256 is on chain. */
  public byte[] manifest() {
    return Arrays.copyOf(manifest, manifest.length);
  }

  /** Number of public credentials; a voter index is below it. */
  public int rollSize() {
    return rollSize;
  }
}
