package org.voteregistry.backend.ballot;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.voteregistry.backend.election.CastingLock;
import org.voteregistry.backend.recording.RecordingQueue;
import org.voteregistry.proofs.VoterIndex;

/** Makes a ballot durable and queues its recording: both or neither. */
@Component
class BallotBox {
  private final CastingLock castingLock;
  private final BallotTable ballots;
  private final RecordingQueue queue;

  BallotBox(final CastingLock castingLock, final BallotTable ballots, final RecordingQueue queue) {
    this.castingLock = castingLock;
    this.ballots = ballots;
    this.queue = queue;
  }

  /**
   * Stores a verified ballot.
   *
   * @return when it was accepted; empty when the election is not open now, or the voter cast before
   */
  @Transactional
  Optional<Instant> put(final CastBallot ballot, final VoterIndex voter) {
    castingLock.whileCasting(ballot.electionUuid());
    final Optional<Instant> acceptedAt = ballots.insert(ballot, voter);
    if (acceptedAt.isPresent()) {
      queue.enqueue(ballot.electionUuid(), voter, ballot.hash());
    }
    return acceptedAt;
  }
}
