package org.voteregistry.proofs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 of a ballot's bytes, exactly as they were cast: 32 bytes. Belenios' ballot tracker is the
 * same hash in base 64. Text form: 64 lower-case hexadecimal digits, without prefix.
 */
public final class VoteHash {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private VoteHash(final byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Wraps a hash.
   *
   * @param bytes exactly 32 bytes, copied
   * @throws IllegalArgumentException when the length differs
   */
  public static VoteHash of(final byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "a vote hash has %d bytes, not %d".formatted(LENGTH, bytes.length));
    }
    return new VoteHash(bytes.clone());
  }

  /** Hashes a ballot's bytes as they were cast. */
  public static VoteHash ofBallot(final byte[] ballot) {
    try {
      return new VoteHash(MessageDigest.getInstance("SHA-256").digest(ballot));
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Parses the text form; a leading {@code 0x} and upper-case digits are accepted.
   *
   * @throws IllegalArgumentException when it is not 64 hexadecimal digits
   */
  public static VoteHash parse(final String text) {
    final String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (digits.length() != 2 * LENGTH) {
      throw new IllegalArgumentException(
          "a vote hash is 64 hexadecimal digits; got %d characters".formatted(digits.length()));
    }
    return new VoteHash(HexFormat.of().parseHex(digits));
  }

  /** A copy of the 32 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** What the voter writes down. */
  public Reference reference() {
    return Reference.of(this);
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof VoteHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
