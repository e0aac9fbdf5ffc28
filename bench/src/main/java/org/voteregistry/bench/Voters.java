package org.voteregistry.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.vote.BallotEncryption;
import org.voteregistry.ballot.vote.Selection;

/**
 * Voters with credentials of their own, each with a choice to hide. They are in the order of the
 * roll, so that a voter's number is the voter index.
 */
final class Voters implements AutoCloseable {
  private final List<SecretCredential> secrets;
  private final PublicCredentials roll;
  private final int[] choices;

  private Voters(
      final List<SecretCredential> secrets, final PublicCredentials roll, final int[] choices) {
    this.secrets = secrets;
    this.roll = roll;
    this.choices = choices;
  }

  private record Voter(SecretCredential secret, GroupElement credential) {}

  /** Makes credentials for an election, on all processors, and draws a choice for each. */
  static Voters of(final String electionUuid, final int count) {
    final Group group = Group.belenios2048();
    final List<Voter> voters =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                i -> {
                  final SecretCredential secret = SecretCredential.generate();
                  return new Voter(secret, secret.publicCredential(group, electionUuid));
                })
            .sorted((a, b) -> a.credential().compareTo(b.credential()))
            .toList();
    final PublicCredentials roll =
        PublicCredentials.create(
            voters.stream()
                .map(voter -> new PublicCredentials.Entry(voter.credential(), 1))
                .toList());
    return new Voters(
        voters.stream().map(Voter::secret).toList(),
        roll,
        new SplittableRandom().ints(count, 0, DemoQuestion.CHOICES.size()).toArray());
  }

  /** The roll as the registrar uploads it. */
  byte[] roll() {
    return roll.json();
  }

  /** Every voter's encrypted ballot, made on all processors. */
  List<byte[]> ballots(final ElectionParameters election) {
    final BallotEncryption encryption = new BallotEncryption(election);
    final Question question = election.questions().getFirst();
    return IntStream.range(0, choices.length)
        .parallel()
        .mapToObj(
            voter ->
                encryption
                    .encrypt(secrets.get(voter), List.of(selection(question, choices[voter])))
                    .json())
        .toList();
  }

  private static Selection selection(final Question question, final int choice) {
    return Selection.of(
        question,
        IntStream.range(0, question.choices()).mapToObj(i -> i == choice ? 1 : 0).toList());
  }

  /** What a voter keeps to himself. */
  SecretCredential secret(final int voter) {
    return secrets.get(voter);
  }

  /** A voter's choice as the command line takes it: the answer's number, or {@code blank}. */
  String choice(final int voter) {
    return choices[voter] == 0 ? "blank" : Integer.toString(choices[voter]);
  }

  /** How often each choice was made by these voters, in the order of the result. */
  List<Long> counts(final List<Integer> voters) {
    final long[] counts = new long[DemoQuestion.CHOICES.size()];
    voters.forEach(voter -> counts[choices[voter]]++);
    return IntStream.range(0, counts.length).mapToObj(i -> counts[i]).toList();
  }

  @Override
  public void close() {
    secrets.forEach(SecretCredential::close);
  }
}
