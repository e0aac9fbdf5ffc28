package org.voteregistry.backend.election;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.ballot.vote.BallotEncryption;
import org.voteregistry.ballot.vote.Selection;

/** A draft in the words of Belenios. */
final class EncryptedElection {
  private static final Group GROUP = Group.belenios2048();

  private EncryptedElection() {}

  /**
   * The election parameters (specification 4.10), with the product of the trustees' keys.
   *
   * @throws org.voteregistry.ballot.Refusal when Belenios has no such election
   */
  static ElectionParameters parameters(final ElectionRecord draft) {
    final Trustees trustees = Trustees.read(GROUP, draft.trustees().orElseThrow());
    final ElectionContent content = draft.content();
    return ElectionParameters.create(
        draft.uuid().text(),
        content.name(),
        Optional.ofNullable(content.description()).orElse(""),
        GROUP,
        trustees.publicKey(GROUP),
        questions(content.questions()),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Most bytes that a ballot of this election may have: those of a trial ballot, and some for
   * numbers that happen to be short in it.
   */
  static int ballotLength(final ElectionParameters parameters) {
    final List<Selection> selections =
        parameters.questions().stream().map(EncryptedElection::anySelection).toList();
    try (SecretCredential secret = SecretCredential.generate()) {
      final int trial = new BallotEncryption(parameters).encrypt(secret, selections).json().length;
      return trial + trial / 100;
    }
  }

  private static Selection anySelection(final org.voteregistry.ballot.election.Question question) {
    final int first = question.blank() ? 1 : 0;
    return Selection.of(
        question,
        IntStream.range(0, question.choices())
            .mapToObj(i -> i >= first && i < first + question.min() ? 1 : 0)
            .toList());
  }

  private static List<org.voteregistry.ballot.election.Question> questions(
      final List<Question> questions) {
    return questions.stream()
        .map(
            question ->
                new org.voteregistry.ballot.election.Question(
                    question.question(),
                    question.answers(),
                    question.blank(),
                    question.min(),
                    question.max()))
        .toList();
  }
}
