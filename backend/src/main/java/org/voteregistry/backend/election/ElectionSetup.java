package org.voteregistry.backend.election;

import java.util.Arrays;
import java.util.Optional;

/** What casting needs to know about an election that is or was open. None of it changes. */
public final class ElectionSetup {
  /** Most bytes of a ballot. */
  public static final int LONGEST_BALLOT = 64 * 1024;

  private final String uuid;
  private final ElectionHours hours;
  private final byte[] manifest;
  private final int rollSize;
  private final Optional<byte[]> parameters;

  ElectionSetup(
      final String uuid,
      final ElectionHours hours,
      final byte[] manifest,
      final int rollSize,
      final Optional<byte[]> parameters) {
    this.parameters = parameters;
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

  /**
   * A copy of the Belenios election parameters (specification 4.10); empty where ballots are in the
   * clear.
   */
  public Optional<byte[]> parameters() {
    return parameters.map(byte[]::clone);
  }

  /** Number of public credentials; a voter index is below it. */
  public int rollSize() {
    return rollSize;
  }
}
