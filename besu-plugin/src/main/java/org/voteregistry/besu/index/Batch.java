package org.voteregistry.besu.index;

import org.voteregistry.besu.chain.Hash32;

/**
 * Consecutive serials that one call recorded.
 *
 * @param batchId the contract's number for it
 * @param firstSerial first serial in it
 * @param count votes in it
 * @param root Merkle root over its votes
 */
public record Batch(
    long electionId, long batchId, long firstSerial, int count, Hash32 root, Origin origin) {
  /** Whether the serial lies in it. */
  public boolean contains(final long serial) {
    return serial >= firstSerial && serial - firstSerial < count;
  }
}
