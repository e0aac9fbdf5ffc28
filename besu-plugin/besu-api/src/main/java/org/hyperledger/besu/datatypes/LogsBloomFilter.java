package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes;

/** Bytes of a fixed length. */
public class LogsBloomFilter extends BytesHolder {
  public LogsBloomFilter(final Bytes bytes) {
    super(bytes);
  }
}
