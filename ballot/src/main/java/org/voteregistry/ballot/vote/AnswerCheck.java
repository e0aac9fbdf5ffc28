package org.voteregistry.ballot.vote;

import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.group.FixedBase;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.proof.BlankProof;
import org.voteregistry.ballot.proof.ChoiceProof;
import org.voteregistry.ballot.proof.Ciphertext;
import org.voteregistry.ballot.proof.IntervalProof;
import org.voteregistry.ballot.proof.Proof;

/** Verifies the proofs of an encrypted answer (specification 4.11.1, 4.12, 4.13). */
final class AnswerCheck {
  private final Group group;
  private final FixedBase y;

  AnswerCheck(final Group group, final FixedBase y) {
    this.group = group;
    this.y = y;
  }

  /** Checks the numbers of choices and proofs, which costs nothing. */
  static void checkShape(final Question question, final Answer answer, final String where) {
    expect(answer.choices().size(), question.choices(), where + ".choices");
    expect(answer.individualProofs().size(), question.choices(), where + ".individual_proofs");
    for (int i = 0; i < answer.individualProofs().size(); i++) {
      expect(answer.individualProofs().get(i).size(), 2, where + ".individual_proofs[" + i + "]");
    }
    final int interval = question.max() - question.min() + 1;
    expect(
        answer.overallProof().size(),
        question.blank() ? interval + 1 : interval,
        where + ".overall_proof");
    if (answer.blankProof().isPresent() != question.blank()) {
      throw new Refusal(
          Reason.WRONG_SHAPE,
          where + ".blank_proof",
          question.blank() ? "missing" : "the question does not allow a blank vote");
    }
    answer.blankProof().ifPresent(proofs -> expect(proofs.size(), 2, where + ".blank_proof"));
  }

  private static void expect(final int found, final int expected, final String where) {
    if (found != expected) {
      throw new Refusal(
          Reason.WRONG_SHAPE, where, expected + " elements were expected, not " + found);
    }
  }

  /** Checks every proof of an answer of the right shape. */
  void checkProofs(
      final Question question, final Answer answer, final String s0, final String where) {
    for (int i = 0; i < answer.choices().size(); i++) {
      ChoiceProof.check(
          group,
          y,
          s0,
          answer.choices().get(i),
          answer.individualProofs().get(i),
          where + ".choices[" + i + "]",
          where + ".individual_proofs[" + i + "]");
    }
    final String s = Answer.boundTo(s0, answer.choices());
    if (question.blank()) {
      checkBlank(question, answer, s, where);
    } else if (!IntervalProof.verify(
        group,
        y,
        s,
        Ciphertext.product(group, answer.choices()),
        answer.overallProof(),
        question.min(),
        question.max())) {
      throw new Refusal(
          Reason.INVALID_OVERALL_PROOF,
          where + ".overall_proof",
          "the number of choices is not proven to be within bounds");
    }
  }

  private void checkBlank(
      final Question question, final Answer answer, final String s, final String where) {
    final Ciphertext c0 = answer.choices().getFirst();
    final Ciphertext cSum =
        Ciphertext.product(group, answer.choices().subList(1, answer.choices().size()));
    final List<Proof> blankProof = answer.blankProof().orElseThrow();
    if (!BlankProof.verifyBlank(group, y, s, c0, cSum, blankProof)) {
      throw new Refusal(
          Reason.INVALID_BLANK_PROOF,
          where + ".blank_proof",
          "the vote is not proven to be either blank or not");
    }
    if (!BlankProof.verifyOverall(
        group, y, s, c0, cSum, answer.overallProof(), question.min(), question.max())) {
      throw new Refusal(
          Reason.INVALID_OVERALL_PROOF,
          where + ".overall_proof",
          "the vote is neither proven to be blank nor to be within bounds");
    }
  }
}
