package org.voteregistry.ballot.tally;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.trustee.Trustees;

/**
 * Combines partial decryptions to g^count for each choice (specification 4.19): for each item of
 * the trustees a sub-factor F_τ, which for a threshold is the product of the factors raised to
 * their Lagrange coefficients; then β / ∏ F_τ.
 */
final class Decryption {
  private final ElectionParameters election;
  private final Group group;

  Decryption(final ElectionParameters election) {
    this.election = election;
    this.group = election.group();
  }

  /**
   * Combines.
   *
   * @param partials checked partial decryptions by the number of their trustee, from 1
   * @throws Refusal with {@link Reason#NOT_ENOUGH_DECRYPTIONS}
   */
  List<List<GroupElement>> powersOfCounts(
      final EncryptedTally tally,
      final Trustees trustees,
      final SortedMap<Integer, PartialDecryption> partials) {
    final List<List<GroupElement>> factors = new ArrayList<>();
    tally
        .ciphertexts()
        .forEach(
            row -> factors.add(new ArrayList<>(row.stream().map(c -> group.identity()).toList())));
    int first = 1;
    for (final Trustees.Item item : trustees.items()) {
      final List<Integer> present = new ArrayList<>();
      for (int delta = 1; delta <= item.keys().size(); delta++) {
        if (partials.containsKey(first + delta - 1) && present.size() < item.threshold()) {
          present.add(delta);
        }
      }
      if (present.size() < item.threshold()) {
        throw new Refusal(
            Reason.NOT_ENOUGH_DECRYPTIONS,
            "",
            item.threshold()
                + " of the trustees "
                + first
                + " to "
                + (first + item.keys().size() - 1)
                + " must decrypt, only "
                + present.size()
                + " did");
      }
      for (final int delta : present) {
        multiply(factors, partials.get(first + delta - 1), lagrange(present, delta));
      }
      first += item.keys().size();
    }
    final List<List<GroupElement>> result = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      final List<GroupElement> row = new ArrayList<>();
      for (int j = 0; j < factors.get(i).size(); j++) {
        row.add(
            group.multiply(
                tally.ciphertexts().get(i).get(j).beta(), group.invert(factors.get(i).get(j))));
      }
      result.add(row);
    }
    return result;
  }

  private void multiply(
      final List<List<GroupElement>> factors,
      final PartialDecryption partial,
      final BigInteger exponent) {
    for (int i = 0; i < factors.size(); i++) {
      for (int j = 0; j < factors.get(i).size(); j++) {
        final GroupElement factor = partial.factors().get(i).get(j);
        factors
            .get(i)
            .set(
                j,
                group.multiply(
                    factors.get(i).get(j),
                    exponent.equals(BigInteger.ONE) ? factor : group.power(factor, exponent)));
      }
    }
  }

  /** λ_δ = ∏ k / (k - δ) mod q over the other indices k. */
  private BigInteger lagrange(final List<Integer> indices, final int delta) {
    final BigInteger q = election.group().order();
    BigInteger lambda = BigInteger.ONE;
    for (final int k : indices) {
      if (k != delta) {
        lambda =
            lambda
                .multiply(BigInteger.valueOf(k))
                .multiply(BigInteger.valueOf((long) k - delta).modInverse(q))
                .mod(q);
      }
    }
    return lambda;
  }
}
