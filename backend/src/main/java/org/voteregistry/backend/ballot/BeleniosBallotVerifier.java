package org.voteregistry.backend.ballot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.election.ElectionSetup;
import org.voteregistry.backend.problem.ProblemType;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.vote.BallotCheck;

/**
 * Checks everything that a Belenios ballot proves (specification 3.2 and 3.5.1). The place of its
 * credential on the roll is known before, from the database: a roll of a million credentials is
 * nothing to hold in memory.
 *
 * <p>Checking is nothing but computing, so no more ballots are checked at once than there are
 * processors: more would only make each of them wait longer.
 */
@Component
class BeleniosBallotVerifier implements BallotVerifier {
  /** Each has tables of 2.4 MB for its key. */
  private static final int MOST_ELECTIONS = 16;

  private static final int PATIENCE_SECONDS = 20;

  private final BallotVerifier inTheClear = new StructuralBallotVerifier();
  private final Map<String, BallotCheck> checks = new ConcurrentHashMap<>();
  private final Semaphore processors =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  @Override
  public String verify(final ElectionSetup election, final CastBallot ballot) throws BallotRefused {
    if (election.parameters().isEmpty()) {
      return inTheClear.verify(election, ballot);
    }
    takeProcessor();
    try {
      return check(election).checkUnlisted(ballot.bytes()).credential().toString();
    } catch (final Refusal refusal) {
      throw new BallotRefused(reason(refusal), refusal.getMessage());
    } finally {
      processors.release();
    }
  }

  private void takeProcessor() {
    try {
      if (!processors.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw ProblemType.UNAVAILABLE.because(
            "too many ballots are being checked; the ballot was not taken, send it again");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemType.UNAVAILABLE.because("the service stops; send the ballot again later");
    }
  }

  /** Tables for the election's key are made once; an election's parameters never change. */
  private BallotCheck check(final ElectionSetup election) {
    final BallotCheck known = checks.get(election.uuid());
    if (known != null) {
      return known;
    }
    final BallotCheck made =
        new BallotCheck(ElectionParameters.read(election.parameters().orElseThrow()));
    if (checks.size() >= MOST_ELECTIONS) {
      checks.clear();
    }
    checks.put(election.uuid(), made);
    return made;
  }

  private static BallotRefused.Reason reason(final Refusal refusal) {
    return switch (refusal.reason()) {
      case WRONG_ELECTION_UUID, WRONG_ELECTION_HASH -> BallotRefused.Reason.OTHER_ELECTION;
      case WRONG_BALLOT_HASH, INVALID_SIGNATURE -> BallotRefused.Reason.SIGNATURE;
      case INVALID_INDIVIDUAL_PROOF, INVALID_OVERALL_PROOF, INVALID_BLANK_PROOF, NOT_IN_GROUP ->
          BallotRefused.Reason.PROOF;
      default -> BallotRefused.Reason.STRUCTURE;
    };
  }
}
