package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes;

/**
 * Holds the bytes of a hash, an address or a filter. Absent in 24.12, where these are Bytes
 * themselves. The constructors are for tests, which have no other way to make one.
 */
public class BytesHolder {
  private final Bytes bytes;

  protected BytesHolder(final Bytes bytes) {
    this.bytes = bytes;
  }

  public final Bytes getBytes() {
    return bytes;
  }
}
