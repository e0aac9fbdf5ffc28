package org.voteregistry.backend.ballot;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Primary;
import org.voteregistry.backend.election.ElectionSetup;

/** Refuses ballots that say so, for the reason that they name. */
@TestConfiguration(proxyBeanMethods = false)
@Primary
public class PickyVerifier implements BallotVerifier {
  private final BallotVerifier real = new BeleniosBallotVerifier();

  @Override
  public String verify(final ElectionSetup election, final CastBallot ballot) throws BallotRefused {
    final String text = new String(ballot.bytes(), StandardCharsets.UTF_8);
    for (final BallotRefused.Reason reason : BallotRefused.Reason.values()) {
      if (text.contains("refuse-" + reason.code())) {
        throw new BallotRefused(reason, "as asked");
      }
    }
    return real.verify(election, ballot);
  }
}
