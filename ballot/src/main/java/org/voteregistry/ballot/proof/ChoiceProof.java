package org.voteregistry.ballot.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.FixedBase;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;

/**
 * The check of one choice of a ballot (specification 4.11.1): both parts of its ciphertext lie in
 * the group, and it encrypts 0 or 1.
 *
 * <p>Membership is tested for each element, not in bulk: (p-1)/q has small factors, so an element
 * of small order would slip through a random linear combination with a probability that can be seen
 * (one half for order 2). The squarings of x^q are shared with those of the proof's powers, which
 * makes the test cheap.
 */
public final class ChoiceProof {
  private ChoiceProof() {}

  /**
   * Checks a choice.
   *
   * @param where the place of the choice in its message
   * @param proofPlace the place of its proof
   * @throws Refusal with {@code NOT_IN_GROUP}, {@code WRONG_SHAPE} or {@code
   *     INVALID_INDIVIDUAL_PROOF}
   */
  public static void check(
      final Group group,
      final FixedBase y,
      final String s,
      final Ciphertext choice,
      final List<Proof> proofs,
      final String where,
      final String proofPlace) {
    if (proofs.size() != 2) {
      throw new Refusal(
          Reason.WRONG_SHAPE, proofPlace, "2 proofs were expected, not " + proofs.size());
    }
    final List<BigInteger> exponents = new ArrayList<>(Disjunction.challenges(proofs));
    exponents.add(group.order());
    final List<GroupElement> alphaPowers = group.powers(choice.alpha(), exponents);
    member(group, choice.alpha(), alphaPowers.getLast(), where + ".alpha");
    final List<GroupElement> betaPowers = group.powers(choice.beta(), exponents);
    member(group, choice.beta(), betaPowers.getLast(), where + ".beta");
    if (!IntervalProof.verify(group, y, s, choice, proofs, 0, alphaPowers, betaPowers)) {
      throw new Refusal(
          Reason.INVALID_INDIVIDUAL_PROOF, proofPlace, "the choice is not proven to be 0 or 1");
    }
  }

  private static void member(
      final Group group, final GroupElement x, final GroupElement power, final String where) {
    if (!power.equals(group.identity())) {
      throw new Refusal(
          Reason.NOT_IN_GROUP,
          where,
          Refusal.quote(x.toString()) + " is not in the group " + group.name());
    }
  }
}
