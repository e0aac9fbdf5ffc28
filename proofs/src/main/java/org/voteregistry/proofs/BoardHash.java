package org.voteregistry.proofs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash chain over an election's board. Its last link is the board hash that {@code
 * closeElection} fixes on chain, so a board with one ballot changed, left out or moved is found
 * out.
 */
public final class BoardHash {
  /** Length of a link in bytes. */
  public static final int LENGTH = 32;

  private static final int PREIMAGE = LENGTH + Long.BYTES + Integer.BYTES + VoteHash.LENGTH;

  private BoardHash() {}

  /** What stands before serial 0, and the hash of an empty board: 32 zero bytes. */
  public static byte[] empty() {
    return new byte[LENGTH];
  }

  /**
   * The link of a vote: SHA-256(link ‖ serial ‖ voter index ‖ vote hash), serial as 8 and voter
   * index as 4 bytes, big-endian.
   *
   * @param link the link before, 32 bytes
   * @throws IllegalArgumentException when the link has another length
   */
  public static byte[] next(
      final byte[] link, final Serial serial, final VoterIndex voter, final VoteHash vote) {
    if (link.length != LENGTH) {
      throw new IllegalArgumentException(
          "a link has %d bytes, not %d".formatted(LENGTH, link.length));
    }
    final byte[] preimage =
        ByteBuffer.allocate(PREIMAGE)
            .put(link)
            .putLong(serial.value())
            .putInt(voter.value())
            .put(vote.toBytes())
            .array();
    try {
      return MessageDigest.getInstance("SHA-256").digest(preimage);
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
