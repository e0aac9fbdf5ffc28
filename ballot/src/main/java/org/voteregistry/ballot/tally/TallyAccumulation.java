package org.voteregistry.ballot.tally;

import java.util.ArrayList;
import java.util.List;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.proof.Ciphertext;
import org.voteregistry.ballot.vote.Ballot;

/**
 * Multiplies the ciphertexts of verified ballots, one ballot after the other (specification 4.16).
 * It holds one ciphertext for each choice, however many ballots there are. Not for use by several
 * threads.
 */
public final class TallyAccumulation {
  private final Group group;
  private final List<List<Ciphertext>> products = new ArrayList<>();
  private long numTallied;
  private long totalWeight;

  /** Starts with no ballot. */
  public TallyAccumulation(final ElectionParameters election) {
    group = election.group();
    EncryptedTally.empty(election).ciphertexts().forEach(row -> products.add(new ArrayList<>(row)));
  }

  /** Counts a verified ballot. */
  public void add(final Ballot ballot, final long weight) {
    multiply(ballot, weight, false);
    numTallied++;
    totalWeight += weight;
  }

  /** Takes out a ballot that was counted, because its voter has voted again (4.15, last). */
  public void remove(final Ballot ballot, final long weight) {
    multiply(ballot, weight, true);
    numTallied--;
    totalWeight -= weight;
  }

  private void multiply(final Ballot ballot, final long weight, final boolean inverse) {
    for (int i = 0; i < products.size(); i++) {
      final List<Ciphertext> row = products.get(i);
      final List<Ciphertext> choices = ballot.answers().get(i).choices();
      for (int j = 0; j < row.size(); j++) {
        final Ciphertext factor = choices.get(j).power(group, weight);
        row.set(j, row.get(j).multiply(group, inverse ? factor.invert(group) : factor));
      }
    }
  }

  /** The tally of the ballots so far. */
  public EncryptedTally tally() {
    return new EncryptedTally(products);
  }

  /** The tally's size and hash. */
  public SizedEncryptedTally sized() {
    return new SizedEncryptedTally(numTallied, totalWeight, tally().hash());
  }
}
