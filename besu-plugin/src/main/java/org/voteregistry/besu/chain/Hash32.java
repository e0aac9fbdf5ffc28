package org.voteregistry.besu.chain;

import java.util.Arrays;
import java.util.HexFormat;

/** 32 immutable bytes: the hash of a block or a transaction, a Merkle root, a topic. */
public final class Hash32 {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** 32 zero bytes. */
  public static final Hash32 ZERO = new Hash32(new byte[LENGTH]);

  private final byte[] bytes;

  private Hash32(final byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies a hash.
   *
   * @throws IllegalArgumentException when it has not exactly 32 bytes
   */
  public static Hash32 of(final byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash32(bytes.clone());
  }

  /**
   * Copies the 32 bytes at an offset.
   *
   * @throws IndexOutOfBoundsException when fewer than 32 bytes are left
   */
  public static Hash32 at(final byte[] source, final int offset) {
    final byte[] bytes = new byte[LENGTH];
    System.arraycopy(source, offset, bytes, 0, LENGTH);
    return new Hash32(bytes);
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /**
   * The last eight bytes as a big-endian number, or -1 when the whole does not fit into 63 bits.
   */
  public long toLongOrMinusOne() {
    for (int i = 0; i < 24; i++) {
      if (bytes[i] != 0) {
        return -1;
      }
    }
    long value = 0;
    for (int i = 24; i < LENGTH; i++) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value < 0 ? -1 : value;
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof Hash32 hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** {@code 0x} and 64 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
