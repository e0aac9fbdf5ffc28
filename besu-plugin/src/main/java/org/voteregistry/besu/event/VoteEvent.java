package org.voteregistry.besu.event;

import java.util.List;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.proofs.VoteHash;

/** An event of the contract VoteRegistry. Numbers are those on chain; times are seconds (UTC). */
public sealed interface VoteEvent {
  /** The election that it belongs to, 1 or more. */
  long electionId();

  /** An election was set up. */
  record ElectionCreated(
      long electionId,
      Hash32 manifestHash,
      Hash32 rollHash,
      long rollSize,
      long opensAt,
      long closesAt,
      long recordingEndsAt)
      implements VoteEvent {}

  /** One ballot was recorded; the voter index is below 2^32. */
  record VoteRecorded(long electionId, VoteHash voteHash, long serial, long voterIndex)
      implements VoteEvent {}

  /** Consecutive serials were recorded by one call, under one Merkle root. */
  record BatchRecorded(long electionId, long batchId, Hash32 root, long firstSerial, int count)
      implements VoteEvent {}

  /** An election was closed with that many ballots and the last link of its board chain. */
  record ElectionClosed(long electionId, long ballots, Hash32 boardHash) implements VoteEvent {}

  /** An election's result was published. */
  record ResultPublished(long electionId, Hash32 resultHash, List<Long> counts)
      implements VoteEvent {
    /** Copies the counts. */
    public ResultPublished {
      counts = List.copyOf(counts);
    }
  }
}
