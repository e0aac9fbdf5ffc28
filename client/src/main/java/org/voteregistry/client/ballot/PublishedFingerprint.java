package org.voteregistry.client.ballot;

import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;

/** What a voter knows of the election from elsewhere. */
final class PublishedFingerprint {
  private PublishedFingerprint() {}

  /**
   * Refuses parameters that are not the published ones: they could hold a key of somebody else.
   *
   * @param expected as published, or null where the voter does not say
   */
  static void compare(final ElectionParameters election, final String expected) {
    if (expected != null && !expected.equals(election.fingerprint())) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          "The election's fingerprint is %s, not the published %s: do not vote, tell the administrator"
              .formatted(election.fingerprint(), expected));
    }
  }
}
