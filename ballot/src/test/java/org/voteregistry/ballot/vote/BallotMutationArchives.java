package org.voteregistry.ballot.vote;

import java.util.ArrayList;
import java.util.List;
import org.voteregistry.ballot.SampleElection;

/** The mutated ballots for tests of other packages. */
public final class BallotMutationArchives {
  private BallotMutationArchives() {}

  /**
   * A mutated ballot, what was done to it, and whether belenios-tool accepts it for a known reason.
   */
  public record Named(String name, byte[] ballot, boolean acceptedByTool) {}

  /** Every n-th mutation. */
  public static List<Named> every(final SampleElection election, final int n) {
    final List<BallotMutations.Mutation> all = new BallotMutations(election).all();
    final List<Named> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i += n) {
      chosen.add(new Named(all.get(i).name(), all.get(i).ballot(), all.get(i).acceptedByTool()));
    }
    return chosen;
  }
}
