package org.voteregistry.backend.chain;

import java.math.BigInteger;

/**
 * A signed transaction, ready for eth_sendRawTransaction.
 *
 * @param hash 0x and 64 hex digits: keccak-256 of the bytes
 * @param gasPrice wei per gas
 * @param raw RLP bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record SignedTransaction(String hash, BigInteger gasPrice, byte[] raw) {
  @Override
  public String toString() {
    return "SignedTransaction[" + hash + "]";
  }
}
