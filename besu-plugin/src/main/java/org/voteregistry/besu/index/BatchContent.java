package org.voteregistry.besu.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.voteregistry.proofs.VoteHash;

/**
 * A batch and its votes. Votes are kept as they are stored, one after the other: a batch is written
 * and read as one entry, and of its votes only those are unpacked that are asked for.
 */
public final class BatchContent {
  /** Stored bytes of a vote: its hash and its voter index. */
  static final int VOTE_LENGTH = VoteHash.LENGTH + Integer.BYTES;

  private final Batch batch;
  private final ByteBuffer packed;

  /**
   * Joins both.
   *
   * @param packed the votes in the order of their serials, {@link #VOTE_LENGTH} bytes each
   * @throws IllegalArgumentException when these are not as many as the batch has
   */
  BatchContent(final Batch batch, final ByteBuffer packed) {
    if (packed.remaining() != batch.count() * (long) VOTE_LENGTH) {
      throw new IllegalArgumentException(
          "batch %d has %d votes, which %d bytes cannot be"
              .formatted(batch.batchId(), batch.count(), packed.remaining()));
    }
    this.batch = batch;
    this.packed = packed.slice().asReadOnlyBuffer();
  }

  /** The stored form of a vote. */
  static byte[] pack(final VoteHash hash, final long voterIndex) {
    return ByteBuffer.allocate(VOTE_LENGTH).put(hash.toBytes()).putInt((int) voterIndex).array();
  }

  /** All votes, packed. */
  ByteBuffer packed() {
    return packed.duplicate();
  }

  /** The batch alone. */
  public Batch batch() {
    return batch;
  }

  /**
   * The vote with a serial.
   *
   * @throws IndexOutOfBoundsException when the batch does not hold it
   */
  public Vote vote(final long serial) {
    final int start = Math.toIntExact((serial - batch.firstSerial()) * VOTE_LENGTH);
    final byte[] hash = new byte[VoteHash.LENGTH];
    packed.get(start, hash);
    return new Vote(
        batch.electionId(),
        serial,
        VoteHash.of(hash),
        Integer.toUnsignedLong(packed.getInt(start + VoteHash.LENGTH)));
  }

  /** All votes in the order of their serials. */
  public List<Vote> votes() {
    return votes(batch.firstSerial(), batch.count());
  }

  /**
   * The votes of this batch from a serial on.
   *
   * @param fromSerial first serial of interest; may lie before the batch
   * @param limit how many at most
   */
  public List<Vote> votes(final long fromSerial, final int limit) {
    final long first = Math.max(fromSerial, batch.firstSerial());
    final long end = Math.min(first + limit, batch.firstSerial() + batch.count());
    final List<Vote> votes = new ArrayList<>((int) Math.max(0, end - first));
    for (long serial = first; serial < end; serial++) {
      votes.add(vote(serial));
    }
    return votes;
  }
}
