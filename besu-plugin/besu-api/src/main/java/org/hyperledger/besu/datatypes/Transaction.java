package org.hyperledger.besu.datatypes;

/** A transaction. */
public interface Transaction {
  Hash getHash();
}
