package org.apache.tuweni.bytes;

/** A value made of bytes. */
public interface Bytes {
  byte[] toArrayUnsafe();
}
