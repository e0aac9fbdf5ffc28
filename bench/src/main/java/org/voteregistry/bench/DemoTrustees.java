package org.voteregistry.bench;

import java.util.List;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.trustee.PrivateKey;
import org.voteregistry.ballot.trustee.ThresholdCeremony;
import org.voteregistry.ballot.trustee.Trustees;

/**
 * Three trustees of whom two can decrypt. Here one program plays all of them; in an election each
 * keeps its key on its own machine.
 */
final class DemoTrustees implements AutoCloseable {
  static final int COUNT = 3;
  static final int THRESHOLD = 2;

  private final Trustees trustees;
  private final List<PrivateKey> keys;

  private DemoTrustees(final Trustees trustees, final List<PrivateKey> keys) {
    this.trustees = trustees;
    this.keys = keys;
  }

  static DemoTrustees create() {
    final ThresholdCeremony ceremony =
        ThresholdCeremony.run(Group.belenios2048(), COUNT, THRESHOLD);
    return new DemoTrustees(
        Trustees.create(List.of(new Trustees.Threshold(ceremony.parameters()))), ceremony.keys());
  }

  /** What is published of them. */
  byte[] json() {
    return trustees.json();
  }

  /** That ballots of this election are encrypted for these trustees and nobody else. */
  void requireKeyOf(final ElectionParameters election) {
    if (!election.publicKey().element().equals(trustees.publicKey(election.group()))) {
      throw new BenchFailed("the election's key is not that of the trustees");
    }
  }

  /**
   * What a trustee makes of the tally.
   *
   * @param owner the trustee's number, from 1
   */
  PartialDecryption decrypt(
      final ElectionParameters election, final EncryptedTally tally, final int owner) {
    return PartialDecryption.compute(election, tally, keys.get(owner - 1));
  }

  @Override
  public void close() {
    keys.forEach(PrivateKey::close);
  }
}
