package org.voteregistry.backend.recording;

import java.math.BigInteger;
import java.util.Arrays;
import org.voteregistry.proofs.Reference;
import org.voteregistry.proofs.VoteHash;

/**
 * The vote hashes that share a reference: those that begin with its 80 bits.
 *
 * @param low 32 bytes, zeros after the prefix
 * @param high 32 bytes, ones after the prefix
 */
@SuppressWarnings("ArrayRecordComponent")
record HashRange(byte[] low, byte[] high) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int PREFIX_BYTES = 10;
  private static final int BITS_PER_CHARACTER = 5;
  private static final int DIGITS_FROM = 3;

  static HashRange of(final Reference reference) {
    BigInteger bits = BigInteger.ZERO;
    for (final char digit : reference.text().substring(DIGITS_FROM).toCharArray()) {
      bits = bits.shiftLeft(BITS_PER_CHARACTER).or(BigInteger.valueOf(ALPHABET.indexOf(digit)));
    }
    final byte[] low = new byte[VoteHash.LENGTH];
    final byte[] high = new byte[VoteHash.LENGTH];
    Arrays.fill(high, (byte) 0xff);
    for (int i = 0; i < PREFIX_BYTES; i++) {
      final byte value = bits.shiftRight(8 * (PREFIX_BYTES - 1 - i)).byteValue();
      low[i] = value;
      high[i] = value;
    }
    return new HashRange(low, high);
  }
}
