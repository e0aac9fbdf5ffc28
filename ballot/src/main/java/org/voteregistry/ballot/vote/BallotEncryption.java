package org.voteregistry.ballot.vote;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.group.FixedBase;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.proof.BlankProof;
import org.voteregistry.ballot.proof.Ciphertext;
import org.voteregistry.ballot.proof.ElGamal;
import org.voteregistry.ballot.proof.IntervalProof;
import org.voteregistry.ballot.proof.Proof;

/**
 * Makes ballots (specification 3.2, 4.11 and 4.15). The randomness of a ciphertext tells the vote,
 * so it is overwritten as soon as the proofs are made. May be shared between threads.
 */
public final class BallotEncryption {
  private final ElectionParameters election;
  private final Group group;
  private final FixedBase y;

  /** Ballots for an election. */
  public BallotEncryption(final ElectionParameters election) {
    this.election = election;
    this.group = election.group();
    this.y = election.publicKey();
  }

  /**
   * Encrypts, proves and signs.
   *
   * @param selections one for each question
   * @throws Refusal with {@link Reason#INVALID_SELECTION} if they do not answer the questions
   */
  public Ballot encrypt(final SecretCredential credential, final List<Selection> selections) {
    final List<Question> questions = election.questions();
    if (selections.size() != questions.size()) {
      throw new Refusal(
          Reason.INVALID_SELECTION,
          "",
          questions.size() + " selections were expected, not " + selections.size());
    }
    try (SecretScalar s = credential.secret(group, election.uuid())) {
      final Ballot unsigned =
          new Ballot(
              election.uuid(),
              election.fingerprint(),
              group.generatorBase().secretPower(s),
              List.of(),
              new BallotSignature("", new Proof(BigInteger.ZERO, BigInteger.ZERO)));
      final List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < questions.size(); i++) {
        final Selection selection = Selection.of(questions.get(i), selections.get(i).choices());
        answers.add(answer(questions.get(i), selection.choices(), unsigned.s0()));
      }
      final Ballot answered =
          new Ballot(
              unsigned.electionUuid(),
              unsigned.electionHash(),
              unsigned.credential(),
              answers,
              unsigned.signature());
      return answered.withSignature(BallotSignature.sign(group, answered.hash(), s));
    }
  }

  private Answer answer(final Question question, final List<Integer> m, final String s0) {
    final List<SecretScalar> r = new ArrayList<>();
    try {
      final List<Ciphertext> choices = new ArrayList<>();
      final List<List<Proof>> individualProofs = new ArrayList<>();
      for (final int choice : m) {
        final SecretScalar randomness = group.scalars().random();
        r.add(randomness);
        try (SecretScalar message = group.scalars().secret(BigInteger.valueOf(choice))) {
          final Ciphertext ciphertext = ElGamal.encrypt(group, y, randomness, message);
          choices.add(ciphertext);
          individualProofs.add(
              IntervalProof.prove(group, y, s0, ciphertext, randomness, choice, 0, 1));
        }
      }
      final String s = Answer.boundTo(s0, choices);
      return question.blank()
          ? blankAnswer(question, m, r, choices, individualProofs, s)
          : plainAnswer(question, m, r, choices, individualProofs, s);
    } finally {
      r.forEach(SecretScalar::close);
    }
  }

  private Answer plainAnswer(
      final Question question,
      final List<Integer> m,
      final List<SecretScalar> r,
      final List<Ciphertext> choices,
      final List<List<Proof>> individualProofs,
      final String s) {
    try (SecretScalar sum = sum(r)) {
      return new Answer(
          choices,
          individualProofs,
          IntervalProof.prove(
              group,
              y,
              s,
              Ciphertext.product(group, choices),
              sum,
              sum(m, 0) - question.min(),
              question.min(),
              question.max()),
          Optional.empty());
    }
  }

  private Answer blankAnswer(
      final Question question,
      final List<Integer> m,
      final List<SecretScalar> r,
      final List<Ciphertext> choices,
      final List<List<Proof>> individualProofs,
      final String s) {
    try (SecretScalar rSum = sum(r.subList(1, r.size()))) {
      final BlankProof.Witness witness =
          new BlankProof.Witness(r.getFirst(), rSum, m.getFirst(), sum(m, 1));
      return new Answer(
          choices,
          individualProofs,
          BlankProof.proveOverall(group, y, s, witness, question.min(), question.max()),
          Optional.of(BlankProof.proveBlank(group, y, s, witness)));
    }
  }

  private static int sum(final List<Integer> m, final int from) {
    return m.subList(from, m.size()).stream().mapToInt(x -> x).sum();
  }

  private SecretScalar sum(final List<SecretScalar> r) {
    SecretScalar sum = group.scalars().copy(r.getFirst());
    for (final SecretScalar next : r.subList(1, r.size())) {
      final SecretScalar previous = sum;
      sum = group.scalars().add(previous, next);
      previous.close();
    }
    return sum;
  }
}
