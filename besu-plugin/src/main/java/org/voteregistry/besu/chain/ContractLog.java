package org.voteregistry.besu.chain;

import java.util.List;

/**
 * One event of the watched contract.
 *
 * @param transactionHash hash of the transaction that emitted it
 * @param topics the event's signature hash, then its indexed fields
 * @param data the other fields, ABI encoded
 */
public record ContractLog(Hash32 transactionHash, List<Hash32> topics, LogData data) {

  /** A log's data: immutable bytes that are read word by word. */
  public static final class LogData {
    private final byte[] bytes;

    /** Takes the bytes as they are; the caller must not change them. */
    public LogData(final byte[] bytes) {
      this.bytes = bytes;
    }

    /** Number of whole 32-byte words. */
    public int words() {
      return bytes.length / Hash32.LENGTH;
    }

    /**
     * The word at an index.
     *
     * @throws IndexOutOfBoundsException when there are fewer words
     */
    public Hash32 word(final int index) {
      return Hash32.at(bytes, index * Hash32.LENGTH);
    }
  }
}
