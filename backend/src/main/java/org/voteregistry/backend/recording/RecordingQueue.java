package org.voteregistry.backend.recording;

import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoterIndex;

/** The outbox: where casting hands an accepted ballot over to the recorder. */
public interface RecordingQueue {
  /**
   * Queues a vote for recording. Runs in the caller's database transaction, so that the ballot and
   * its place in the queue become durable together or not at all.
   *
   * @param electionUuid the election, which must be open
   * @throws IllegalStateException when no transaction is active
   * @throws org.springframework.dao.DuplicateKeyException when the voter or the vote hash is queued
   *     for this election already
   */
  void enqueue(String electionUuid, VoterIndex voterIndex, VoteHash voteHash);
}
