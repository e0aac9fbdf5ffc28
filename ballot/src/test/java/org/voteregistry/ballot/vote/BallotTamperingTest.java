package org.voteregistry.ballot.vote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.SampleElection;

/** Every change to a valid ballot is refused, and for the right reason. */
class BallotTamperingTest {
  @Test
  void morethanAThousandMutationsOfTwentyBallotsAreRefusedForTheRightReason() {
    final SampleElection election = new SampleElection(20, true).vote(21);
    final BallotCheck check = new BallotCheck(election.parameters, election.credentials);
    final List<BallotMutations.Mutation> mutations = new BallotMutations(election).all();
    final Map<Reason, Integer> seen = new EnumMap<>(Reason.class);

    for (final BallotMutations.Mutation mutation : mutations) {
      Reason reason = null;
      try {
        check.check(mutation.ballot());
      } catch (final Refusal refusal) {
        reason = refusal.reason();
      }
      assertThat(reason).as(mutation.name()).isEqualTo(mutation.expected());
      seen.merge(reason, 1, Integer::sum);
    }

    assertThat(mutations).hasSizeGreaterThan(1_000);
    assertThat(seen)
        .containsKeys(
            Reason.MALFORMED_JSON,
            Reason.MALFORMED_FIELD,
            Reason.NOT_CANONICAL,
            Reason.NUMBER_OUT_OF_RANGE,
            Reason.NOT_IN_GROUP,
            Reason.WRONG_ELECTION_UUID,
            Reason.WRONG_ELECTION_HASH,
            Reason.UNKNOWN_CREDENTIAL,
            Reason.WRONG_BALLOT_HASH,
            Reason.INVALID_SIGNATURE,
            Reason.WRONG_SHAPE,
            Reason.INVALID_INDIVIDUAL_PROOF,
            Reason.INVALID_OVERALL_PROOF,
            Reason.INVALID_BLANK_PROOF);
  }
}
