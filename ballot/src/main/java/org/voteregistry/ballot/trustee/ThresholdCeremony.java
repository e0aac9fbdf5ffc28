package org.voteregistry.ballot.trustee;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.voteregistry.ballot.group.Group;

/**
 * A whole run of the threshold protocol in one place, for demonstrations and tests. In an election
 * each trustee runs its steps of {@link Pedersen} on its own machine, so that nobody ever holds
 * more than one key.
 */
public final class ThresholdCeremony {
  private final ThresholdParameters parameters;
  private final List<PrivateKey> keys;

  private ThresholdCeremony(final ThresholdParameters parameters, final List<PrivateKey> keys) {
    this.parameters = parameters;
    this.keys = List.copyOf(keys);
  }

  /**
   * Runs all steps.
   *
   * @param trustees number of trustees
   * @param threshold how many of them will be needed to decrypt
   */
  public static ThresholdCeremony run(final Group group, final int trustees, final int threshold) {
    final Pedersen pedersen = new Pedersen(group);
    final List<TrusteeSeed> seeds = new ArrayList<>();
    try {
      IntStream.range(0, trustees).forEach(i -> seeds.add(TrusteeSeed.generate()));
      final List<Certificate> certificates = seeds.stream().map(pedersen::certificate).toList();
      final List<Polynomial> polynomials =
          seeds.stream().map(seed -> pedersen.polynomial(certificates, seed, threshold)).toList();
      final List<Vinput> vinputs = pedersen.vinputs(certificates, polynomials);
      final List<Voutput> voutputs = new ArrayList<>();
      final List<PrivateKey> keys = new ArrayList<>();
      for (int i = 0; i < trustees; i++) {
        final Voutput voutput = pedersen.voutput(certificates, seeds.get(i), vinputs.get(i));
        voutputs.add(voutput);
        keys.add(pedersen.decryptionKey(seeds.get(i), voutput.privateKey()));
      }
      return new ThresholdCeremony(pedersen.parameters(certificates, polynomials, voutputs), keys);
    } finally {
      seeds.forEach(TrusteeSeed::close);
    }
  }

  /** What is published. */
  public ThresholdParameters parameters() {
    return parameters;
  }

  /** The trustees' decryption keys, in the order of the parameters. */
  public List<PrivateKey> keys() {
    return keys;
  }
}
