package org.voteregistry.besu.rpc;

import java.math.BigInteger;
import java.util.HexFormat;
import org.voteregistry.proofs.Reference;
import org.voteregistry.proofs.VoteHash;

/**
 * How a caller names a vote: by its hash or by its reference, which is the first 80 bits of the
 * hash.
 *
 * @param text as it is shown in messages
 * @param knownHex the known first bytes of the hash, in hexadecimal
 */
record VoteKey(String text, String knownHex) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /**
   * Reads a hash (64 hexadecimal digits, with or without 0x) or a reference (VR-…).
   *
   * @throws VotesRpcException when it is neither
   */
  static VoteKey parse(final String text) {
    try {
      final String digits = text.startsWith("0x") ? text.substring(2) : text;
      if (digits.length() == 2 * VoteHash.LENGTH) {
        final String hash = VoteHash.parse(digits).toString();
        return new VoteKey("0x" + hash, hash);
      }
      final Reference reference = Reference.parse(text);
      return new VoteKey(reference.text(), firstBits(reference));
    } catch (final IllegalArgumentException e) {
      throw RpcParameters.invalid(
          "a vote is named by its hash (64 hexadecimal digits) or by its reference"
              + " (VR- and 16 characters); got "
              + text);
    }
  }

  private static String firstBits(final Reference reference) {
    BigInteger bits = BigInteger.ZERO;
    for (final char character : reference.text().substring("VR-".length()).toCharArray()) {
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(character)));
    }
    return "%020x".formatted(bits);
  }

  /** The known first bytes of the hash: 32, or 10 for a reference. */
  byte[] knownBytes() {
    return HexFormat.of().parseHex(knownHex);
  }
}
