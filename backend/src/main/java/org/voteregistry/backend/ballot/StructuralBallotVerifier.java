package org.voteregistry.backend.ballot;

import org.voteregistry.backend.election.ElectionSetup;

/**
 * Checks the form only, and takes the credential at its word. Elections whose ballots are encrypted
 * need a verifier that checks proofs and signature.
 */
class StructuralBallotVerifier implements BallotVerifier {
  @Override
  public String verify(final ElectionSetup election, final CastBallot ballot) throws BallotRefused {
    if (!ballot.electionUuid().equals(election.uuid())) {
      throw new BallotRefused(
          BallotRefused.Reason.OTHER_ELECTION,
          "the ballot names the election %s".formatted(ballot.electionUuid()));
    }
    return ballot.credential();
  }
}
