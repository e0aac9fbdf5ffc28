package org.voteregistry.backend.ballot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.voteregistry.backend.ballot.BallotTable.Accepted;
import org.voteregistry.backend.ballot.BallotTable.Voter;
import org.voteregistry.backend.election.ElectionProblems;
import org.voteregistry.backend.election.ElectionSetup;
import org.voteregistry.backend.election.OpenElections;
import org.voteregistry.proofs.VoteHash;

/**
 * Takes ballots. What is cheap is asked first, so that nobody without a credential can make the
 * service verify proofs; the last word is the database's.
 */
@Service
class Casting {
  private final OpenElections elections;
  private final BallotVerifier verifier;
  private final BallotTable ballots;
  private final BallotBox box;
  private final Counter accepted;

  Casting(
      final OpenElections elections,
      final BallotVerifier verifier,
      final BallotTable ballots,
      final BallotBox box,
      final MeterRegistry metrics) {
    this.elections = elections;
    this.verifier = verifier;
    this.ballots = ballots;
    this.box = box;
    accepted =
        Counter.builder("voteregistry.ballots.accepted")
            .description("ballots made durable and queued for recording")
            .register(metrics);
  }

  /**
   * The answer to a ballot.
   *
   * @param first {@code false} when the same ballot had been accepted before
   */
  record Outcome(String electionUuid, VoteHash hash, Instant acceptedAt, boolean first) {}

  Outcome cast(final byte[] bytes) {
    final CastBallot ballot = BallotParser.parse(bytes);
    final ElectionSetup election = elections.setup(ballot.electionUuid());
    final Voter voter = voter(ballot);
    final Optional<Outcome> before = sameBefore(ballot, voter);
    if (before.isPresent()) {
      return before.get();
    }
    verify(election, ballot);
    final Optional<Instant> acceptedAt = box.put(ballot, voter.index());
    if (acceptedAt.isPresent()) {
      accepted.increment();
      return new Outcome(ballot.electionUuid(), ballot.hash(), acceptedAt.get(), true);
    }
    // Another request was faster, or the election closed in between.
    return sameBefore(ballot, voter(ballot)).orElseThrow(() -> notOpen(election));
  }

  private Voter voter(final CastBallot ballot) {
    return ballots
        .voter(ballot.electionUuid(), ballot.credential())
        .orElseThrow(
            () ->
                CastingProblems.NOT_ON_ROLL.because(
                    "the ballot's credential is not on the roll of this election; use the one that"
                        + " was sent for it"));
  }

  private static Optional<Outcome> sameBefore(final CastBallot ballot, final Voter voter) {
    if (voter.cast().isEmpty()) {
      return Optional.empty();
    }
    final Accepted cast = voter.cast().get();
    if (!cast.hash().equals(ballot.hash())) {
      throw CastingProblems.ALREADY_VOTED.because(
          "one credential casts one ballot, and this one did with other bytes; the first ballot"
              + " counts");
    }
    return Optional.of(new Outcome(ballot.electionUuid(), cast.hash(), cast.at(), false));
  }

  private void verify(final ElectionSetup election, final CastBallot ballot) {
    try {
      if (!verifier.verify(election, ballot).equals(ballot.credential())) {
        throw new IllegalStateException("the verifier answered with another credential");
      }
    } catch (final BallotRefused refused) {
      throw CastingProblems.REFUSED
          .because(refused.getMessage())
          .with("reason", refused.reason().code());
    }
  }

  private static RuntimeException notOpen(final ElectionSetup election) {
    return ElectionProblems.NOT_OPEN.because(
        "ballots are taken from %s until %s, unless the election is closed before"
            .formatted(election.hours().opensAt(), election.hours().closesAt()));
  }
}
