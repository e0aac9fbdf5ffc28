package org.voteregistry.ballot.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.voteregistry.ballot.group.FixedBase;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.ScalarField;
import org.voteregistry.ballot.group.SecretScalar;

/**
 * What the proofs of sections 4.12 and 4.13 have in common: a proof that at least one of several
 * ciphertexts encrypts the number claimed for it, without telling which.
 *
 * <p>Branch j claims that (α_j, β_j) = (g^r_j, y^r_j·g^M_j). Its commitments are A_j = g^response ·
 * α_j^challenge and B_j = y^response · (β_j/g^M_j)^challenge, and the challenges of all branches
 * add up to the hash of all commitments.
 */
final class Disjunction {
  private Disjunction() {}

  /**
   * A branch as the prover sees it. With m the encrypted number, β/g^M = y^r·g^(m-M), so every
   * commitment is a product of powers of the fixed bases g and y.
   *
   * @param r the ciphertext's randomness
   * @param distance m - M, zero in the true branch
   */
  record Branch(SecretScalar r, SecretScalar distance) {}

  /**
   * Proves. Every branch, true or simulated, costs the same three powers with secret exponents: the
   * true one takes challenge 0 and response w in the formula of the others, which makes its
   * commitments g^w and y^w.
   *
   * @param truth the index of the true branch
   * @param hash the hash of the commitments A₀, B₀, A₁, B₁, …
   */
  static List<Proof> prove(
      final Group group,
      final FixedBase y,
      final List<Branch> branches,
      final int truth,
      final Function<List<GroupElement>, BigInteger> hash) {
    final ScalarField scalars = group.scalars();
    final BigInteger q = group.order();
    try (SecretScalar w = scalars.random()) {
      final BigInteger[] challenges = new BigInteger[branches.size()];
      final BigInteger[] responses = new BigInteger[branches.size()];
      final List<GroupElement> commitments = new ArrayList<>(2 * branches.size());
      BigInteger others = BigInteger.ZERO;
      for (int j = 0; j < branches.size(); j++) {
        challenges[j] = j == truth ? BigInteger.ZERO : scalars.randomPublic();
        responses[j] = scalars.randomPublic();
        others = others.add(challenges[j]);
        try (SecretScalar response = j == truth ? scalars.copy(w) : scalars.secret(responses[j]);
            SecretScalar shift = scalars.multiply(branches.get(j).r(), challenges[j]);
            SecretScalar u = scalars.add(response, shift);
            SecretScalar v = scalars.multiply(branches.get(j).distance(), challenges[j])) {
          commitments.add(group.generatorBase().secretPower(u));
          commitments.add(group.multiply(y.secretPower(u), group.generatorBase().secretPower(v)));
        }
      }
      challenges[truth] = hash.apply(commitments).subtract(others).mod(q);
      responses[truth] = scalars.response(w, branches.get(truth).r(), challenges[truth]);
      final List<Proof> proofs = new ArrayList<>(branches.size());
      for (int j = 0; j < branches.size(); j++) {
        proofs.add(new Proof(challenges[j], responses[j]));
      }
      return List.copyOf(proofs);
    }
  }

  /**
   * Appends the commitments of one branch.
   *
   * @param alphaPower α^challenge
   * @param betaPower β^challenge
   * @param m the number that the branch claims
   */
  static void commit(
      final Group group,
      final FixedBase y,
      final Proof proof,
      final GroupElement alphaPower,
      final GroupElement betaPower,
      final long m,
      final List<GroupElement> commitments) {
    final FixedBase g = group.generatorBase();
    commitments.add(group.multiply(g.power(proof.response()), alphaPower));
    GroupElement b = group.multiply(y.power(proof.response()), betaPower);
    if (m != 0) {
      // (β/g^M)^c = β^c · g^(-M·c): the second factor comes from the table of g.
      final BigInteger exponent =
          BigInteger.valueOf(m).multiply(proof.challenge()).negate().mod(group.order());
      b = group.multiply(b, g.power(exponent));
    }
    commitments.add(b);
  }

  /** Whether the challenges add up to a hash. */
  static boolean addUp(final Group group, final List<Proof> proofs, final BigInteger hash) {
    BigInteger sum = BigInteger.ZERO;
    for (final Proof proof : proofs) {
      sum = sum.add(proof.challenge());
    }
    return sum.mod(group.order()).equals(hash);
  }

  /** The challenges of proofs, in order. */
  static List<BigInteger> challenges(final List<Proof> proofs) {
    return proofs.stream().map(Proof::challenge).toList();
  }
}
