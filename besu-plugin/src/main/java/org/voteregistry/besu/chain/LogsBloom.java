package org.voteregistry.besu.chain;

import org.voteregistry.proofs.Keccak;

/**
 * A block header's 2048-bit bloom filter over its logs (Ethereum yellow paper, section 4.3.1). It
 * may say yes wrongly but never no, so blocks without the contract's events need not be read.
 */
public final class LogsBloom {
  /** Length in bytes. */
  public static final int LENGTH = 256;

  private LogsBloom() {}

  /** The bits that every log of an address sets. */
  public static Pattern pattern(final byte[] address) {
    final byte[] hash = Keccak.hash(address);
    final int[] bits = new int[3];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (((hash[2 * i] & 0xff) << 8) | (hash[2 * i + 1] & 0xff)) & 2047;
    }
    return new Pattern(bits[0], bits[1], bits[2]);
  }

  /** Three of the 2048 bits. */
  public record Pattern(int first, int second, int third) {
    /** Whether a filter of 256 bytes has them all. */
    public boolean isIn(final byte[] bloom) {
      return isSet(bloom, first) && isSet(bloom, second) && isSet(bloom, third);
    }

    private static boolean isSet(final byte[] bloom, final int bit) {
      return (bloom[LENGTH - 1 - bit / 8] >> bit % 8 & 1) == 1;
    }
  }
}
