package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes;

/** Bytes of a fixed length. */
public class Hash extends BytesHolder {
  public Hash(final Bytes bytes) {
    super(bytes);
  }
}
