package org.voteregistry.client.archive;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.tally.TallyAccumulation;
import org.voteregistry.ballot.vote.Ballot;

/**
 * The encrypted tally of an archive that passed its audit. Reads it twice: first to learn which
 * ballot of each voter is the last one, then to multiply those; so memory does not grow with the
 * number of ballots, only with that of voters.
 */
final class CountedBallots {
  private CountedBallots() {}

  static TallyAccumulation of(
      final Path archive, final ElectionParameters election, final PublicCredentials credentials) {
    final Map<Integer, Long> last = new HashMap<>();
    eachBallot(archive, election, credentials, (voter, number, ballot) -> last.put(voter, number));
    final TallyAccumulation accumulation = new TallyAccumulation(election);
    eachBallot(
        archive,
        election,
        credentials,
        (voter, number, ballot) -> {
          if (last.get(voter) == number) {
            accumulation.add(ballot, credentials.weight(voter));
          }
        });
    return accumulation;
  }

  private interface Each {
    void ballot(int voter, long number, Ballot ballot);
  }

  private static void eachBallot(
      final Path archive,
      final ElectionParameters election,
      final PublicCredentials credentials,
      final Each each) {
    final long[] number = {0};
    ArchiveContents.read(
        archive,
        json -> {
          final Ballot ballot = Ballot.read(election.group(), json);
          each.ballot(credentials.indexOf(ballot.credential()).orElseThrow(), number[0]++, ballot);
        });
  }
}
