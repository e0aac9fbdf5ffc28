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
 * Proofs of possibly-blank votes (specification 4.13). With m₀ = 1 for a blank vote and m_Σ the sum
 * of the other choices, {@code blank_proof} shows that m₀ = 0 or m_Σ = 0, and {@code overall_proof}
 * that m₀ = 1 or m_Σ lies between minimum and maximum.
 */
public final class BlankProof {
  private BlankProof() {}

  /**
   * What the prover knows.
   *
   * @param r0 randomness of the ciphertext of m₀
   * @param rSum sum of the randomness of the other choices
   * @param m0 1 for a blank vote, else 0
   * @param mSum number of the other choices
   */
  public record Witness(SecretScalar r0, SecretScalar rSum, int m0, int mSum) {}

  /** Proves that m₀ = 0 or m_Σ = 0: two proofs. */
  public static List<Proof> proveBlank(
      final Group group, final FixedBase y, final String s, final Witness witness) {
    final List<Disjunction.Branch> branches =
        List.of(
            new Disjunction.Branch(witness.r0(), distance(group, witness.m0())),
            new Disjunction.Branch(witness.rSum(), distance(group, witness.mSum())));
    return Disjunction.prove(
        group, y, branches, witness.m0(), commitments -> hash(group, "bproof0|", s, commitments));
  }

  /** Proves that m₀ = 1 or min ≤ m_Σ ≤ max: max - min + 2 proofs. */
  public static List<Proof> proveOverall(
      final Group group,
      final FixedBase y,
      final String s,
      final Witness witness,
      final int min,
      final int max) {
    final List<Disjunction.Branch> branches = new ArrayList<>();
    branches.add(new Disjunction.Branch(witness.r0(), distance(group, witness.m0() - 1)));
    for (int m = min; m <= max; m++) {
      branches.add(new Disjunction.Branch(witness.rSum(), distance(group, witness.mSum() - m)));
    }
    final int truth = witness.m0() == 1 ? 0 : witness.mSum() - min + 1;
    return Disjunction.prove(
        group, y, branches, truth, commitments -> hash(group, "bproof1|", s, commitments));
  }

  private static SecretScalar distance(final Group group, final int difference) {
    final ScalarField scalars = group.scalars();
    return scalars.secret(BigInteger.valueOf(difference).mod(group.order()));
  }

  /** Whether {@code blank_proof} holds; the ciphertexts are known to lie in the group. */
  public static boolean verifyBlank(
      final Group group,
      final FixedBase y,
      final String s,
      final Ciphertext c0,
      final Ciphertext cSum,
      final List<Proof> proofs) {
    if (proofs.size() != 2) {
      return false;
    }
    final List<GroupElement> commitments = new ArrayList<>(4);
    commit(group, y, c0, proofs.subList(0, 1), 0, commitments);
    commit(group, y, cSum, proofs.subList(1, 2), 0, commitments);
    return Disjunction.addUp(group, proofs, hash(group, "bproof0|", s, commitments));
  }

  /** Whether {@code overall_proof} holds; the ciphertexts are known to lie in the group. */
  public static boolean verifyOverall(
      final Group group,
      final FixedBase y,
      final String s,
      final Ciphertext c0,
      final Ciphertext cSum,
      final List<Proof> proofs,
      final int min,
      final int max) {
    if (proofs.size() != max - min + 2) {
      return false;
    }
    final List<GroupElement> commitments = new ArrayList<>(2 * proofs.size());
    commit(group, y, c0, proofs.subList(0, 1), 1, commitments);
    commit(group, y, cSum, proofs.subList(1, proofs.size()), min, commitments);
    return Disjunction.addUp(group, proofs, hash(group, "bproof1|", s, commitments));
  }

  /** Appends the commitments of branches that claim m, m + 1, … for one ciphertext. */
  private static void commit(
      final Group group,
      final FixedBase y,
      final Ciphertext ciphertext,
      final List<Proof> proofs,
      final long m,
      final List<GroupElement> commitments) {
    final List<BigInteger> challenges = Disjunction.challenges(proofs);
    final List<GroupElement> alphaPowers = group.powers(ciphertext.alpha(), challenges);
    final List<GroupElement> betaPowers = group.powers(ciphertext.beta(), challenges);
    for (int j = 0; j < proofs.size(); j++) {
      Disjunction.commit(
          group, y, proofs.get(j), alphaPowers.get(j), betaPowers.get(j), m + j, commitments);
    }
  }

  /** 𝓗_bproof0 and 𝓗_bproof1. */
  private static BigInteger hash(
      final Group group, final String name, final String s, final List<GroupElement> commitments) {
    return ChallengeHash.of(group, name + s + "|", commitments);
  }
}
