package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes;

/** Bytes of a fixed length. */
public class Address extends BytesHolder {
  public Address(final Bytes bytes) {
    super(bytes);
  }
}
