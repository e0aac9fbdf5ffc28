package org.voteregistry.backend.tally;

import org.springframework.stereotype.Component;
import org.voteregistry.backend.ballot.RecordedBallots;
import org.voteregistry.backend.election.PublishedElections;
import org.voteregistry.backend.election.PublishedElections.PublishedElection;
import org.voteregistry.backend.tally.TallyTable.StoredTally;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.tally.TallyAccumulation;
import org.voteregistry.ballot.vote.Ballot;

/**
 * The product of all recorded ballots (specification 4.16), computed when it is asked for first. It
 * follows from the board alone, so it does not matter who computes it, or how often.
 */
@Component
class EncryptedTallies {
  private final PublishedElections elections;
  private final RecordedBallots ballots;
  private final TallyTable table;

  EncryptedTallies(
      final PublishedElections elections, final RecordedBallots ballots, final TallyTable table) {
    this.elections = elections;
    this.ballots = ballots;
    this.table = table;
  }

  /**
   * The tally of a closed election.
   *
   * @throws org.voteregistry.backend.problem.ProblemException before closing: nobody may know a
   *     count then, and a tally of a part would be a way to one
   */
  StoredTally of(final String uuid) {
    final PublishedElection election = elections.get(uuid);
    if (!election.closed()) {
      throw TallyProblems.NOT_CLOSED.because(
          "its ballots are added up when it is closed on chain and their number is final");
    }
    return table
        .tally(uuid)
        .orElseGet(
            () -> {
              final StoredTally tally = compute(uuid, election);
              table.keep(uuid, tally);
              return tally;
            });
  }

  private StoredTally compute(final String uuid, final PublishedElection election) {
    final ElectionParameters parameters = ElectionParameters.read(election.parameters());
    final Group group = parameters.group();
    final TallyAccumulation sum = new TallyAccumulation(parameters);
    ballots.read(uuid, recorded -> sum.add(Ballot.read(group, recorded.body()), recorded.weight()));
    return new StoredTally(sum.tally().json(), sum.sized().json());
  }
}
