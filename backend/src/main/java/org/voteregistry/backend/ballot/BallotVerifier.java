package org.voteregistry.backend.ballot;

import org.voteregistry.backend.election.ElectionSetup;

/**
 * Decides whether a ballot is valid by itself: form, proofs, signature. Roll, hours and whether the
 * credential voted before are decided elsewhere, before and after.
 */
public interface BallotVerifier {
  /**
   * Verifies a ballot.
   *
   * @param election the setup that the ballot must belong to
   * @param ballot well-formed JSON that names this election
   * @return the public credential that the ballot is proven to come from
   * @throws BallotRefused when it is not valid
   */
  String verify(ElectionSetup election, CastBallot ballot) throws BallotRefused;
}
