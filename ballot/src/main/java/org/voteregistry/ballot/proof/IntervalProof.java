package org.voteregistry.ballot.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.voteregistry.ballot.group.ChallengeHash;
import org.voteregistry.ballot.group.FixedBase;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.ScalarField;
import org.voteregistry.ballot.group.SecretScalar;

/**
 * Proofs of interval membership (specification 4.12): that (α, β) encrypts one of the numbers M₀ to
 * M_k, which follow each other.
 */
public final class IntervalProof {
  private IntervalProof() {}

  /**
   * iprove(S, r, i, M₀, …, M_k).
   *
   * @param s the string S that binds the proof to its surroundings
   * @param r the randomness of the ciphertext
   * @param i the index of the number that is encrypted
   * @param m0 the smallest number M₀
   * @param mk the largest number M_k
   */
  public static List<Proof> prove(
      final Group group,
      final FixedBase y,
      final String s,
      final Ciphertext ciphertext,
      final SecretScalar r,
      final int i,
      final int m0,
      final int mk) {
    final ScalarField scalars = group.scalars();
    final List<Disjunction.Branch> branches = new ArrayList<>();
    for (int m = m0; m <= mk; m++) {
      branches.add(
          new Disjunction.Branch(
              r, scalars.secret(BigInteger.valueOf(m0 + i - m).mod(group.order()))));
    }
    return Disjunction.prove(
        group, y, branches, i, commitments -> hash(group, s, ciphertext, commitments));
  }

  /** Whether a proof holds for a ciphertext of which both parts are known to lie in the group. */
  public static boolean verify(
      final Group group,
      final FixedBase y,
      final String s,
      final Ciphertext ciphertext,
      final List<Proof> proofs,
      final int m0,
      final int mk) {
    if (proofs.size() != mk - m0 + 1) {
      return false;
    }
    final List<BigInteger> challenges = Disjunction.challenges(proofs);
    return verify(
        group,
        y,
        s,
        ciphertext,
        proofs,
        m0,
        group.powers(ciphertext.alpha(), challenges),
        group.powers(ciphertext.beta(), challenges));
  }

  /**
   * As above, with the powers α^challenge and β^challenge given, because their squarings can be
   * shared with those of other proofs and of the membership test.
   */
  static boolean verify(
      final Group group,
      final FixedBase y,
      final String s,
      final Ciphertext ciphertext,
      final List<Proof> proofs,
      final int m0,
      final List<GroupElement> alphaPowers,
      final List<GroupElement> betaPowers) {
    final List<GroupElement> commitments = new ArrayList<>(2 * proofs.size());
    for (int j = 0; j < proofs.size(); j++) {
      Disjunction.commit(
          group,
          y,
          proofs.get(j),
          alphaPowers.get(j),
          betaPowers.get(j),
          (long) m0 + j,
          commitments);
    }
    return Disjunction.addUp(group, proofs, hash(group, s, ciphertext, commitments));
  }

  /** 𝓗_iprove(S, α, β, A₀, B₀, …, A_k, B_k). */
  private static BigInteger hash(
      final Group group,
      final String s,
      final Ciphertext ciphertext,
      final List<GroupElement> commitments) {
    return ChallengeHash.of(group, "prove|" + s + "|" + ciphertext + "|", commitments);
  }
}
