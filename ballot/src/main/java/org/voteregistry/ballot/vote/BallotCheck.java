package org.voteregistry.ballot.vote;

import java.util.List;
import java.util.OptionalInt;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.group.Group;

/**
 * Everything that a ballot by itself must fulfil to be accepted (specification 3.2 and 3.5.1): its
 * form, its election, its credential, its signature and all its proofs; cheap checks first. Whether
 * its voter has voted before is for the caller to know. May be shared between threads.
 */
public final class BallotCheck {
  private final ElectionParameters election;
  private final PublicCredentials credentials;
  private final Group group;
  private final AnswerCheck answerCheck;

  /**
   * Checks of ballots of one election.
   *
   * @param credentials the roll
   */
  public BallotCheck(final ElectionParameters election, final PublicCredentials credentials) {
    this.election = election;
    this.credentials = credentials;
    this.group = election.group();
    this.answerCheck = new AnswerCheck(group, election.publicKey());
  }

  /**
   * Checks of ballots whose voters are looked up elsewhere, on a roll of which every entry is known
   * to lie in the group; see {@link #checkUnlisted}.
   */
  public BallotCheck(final ElectionParameters election) {
    this(election, PublicCredentials.create(List.of()));
  }

  /**
   * A ballot that passed every check.
   *
   * @param ballot the ballot
   * @param voterIndex position of its credential on the roll, from 0
   * @param weight how often it counts
   * @param tracker the smart ballot tracker: SHA-256 of its bytes in base 64, 43 characters
   */
  public record Verified(Ballot ballot, int voterIndex, long weight, String tracker) {}

  /**
   * Checks the bytes of a ballot.
   *
   * @throws Refusal with the reason and the place
   */
  public Verified check(final byte[] json) {
    final Ballot ballot = Ballot.read(group, json);
    final int voterIndex = checkVoter(ballot);
    checkElection(ballot);
    checkShape(ballot);
    checkSignature(ballot);
    checkProofs(ballot);
    return new Verified(ballot, voterIndex, credentials.weight(voterIndex), Ballot.tracker(json));
  }

  /**
   * Checks everything but the roll. The caller must know that the ballot's credential is on it.
   *
   * @throws Refusal with the reason and the place
   */
  public Ballot checkUnlisted(final byte[] json) {
    final Ballot ballot = Ballot.read(group, json);
    checkElection(ballot);
    checkShape(ballot);
    checkSignature(ballot);
    checkProofs(ballot);
    return ballot;
  }

  /** The position of the ballot's credential on the roll. */
  public int checkVoter(final Ballot ballot) {
    final OptionalInt index = credentials.indexOf(ballot.credential());
    return index.orElseThrow(
        () ->
            new Refusal(
                Reason.UNKNOWN_CREDENTIAL,
                "credential",
                Refusal.quote(ballot.credential().toString()) + " is not on the roll"));
  }

  /** That the ballot was made for this election. */
  public void checkElection(final Ballot ballot) {
    if (!ballot.electionUuid().equals(election.uuid())) {
      throw new Refusal(
          Reason.WRONG_ELECTION_UUID,
          "election_uuid",
          Refusal.quote(ballot.electionUuid()) + " is not " + election.uuid());
    }
    if (!ballot.electionHash().equals(election.fingerprint())) {
      throw new Refusal(
          Reason.WRONG_ELECTION_HASH,
          "election_hash",
          Refusal.quote(ballot.electionHash()) + " is not " + election.fingerprint());
    }
  }

  /** That there are as many answers, choices and proofs as the questions ask for. */
  public void checkShape(final Ballot ballot) {
    final List<Question> questions = election.questions();
    if (ballot.answers().size() != questions.size()) {
      throw new Refusal(
          Reason.WRONG_SHAPE,
          "answers",
          questions.size() + " answers were expected, not " + ballot.answers().size());
    }
    for (int i = 0; i < questions.size(); i++) {
      AnswerCheck.checkShape(questions.get(i), ballot.answers().get(i), "answers[" + i + "]");
    }
  }

  /** That the ballot is signed with its credential (4.14), which is known to lie in the group. */
  public void checkSignature(final Ballot ballot) {
    final String hash = ballot.hash();
    if (!ballot.signature().hash().equals(hash)) {
      throw new Refusal(
          Reason.WRONG_BALLOT_HASH,
          "signature.hash",
          Refusal.quote(ballot.signature().hash()) + " is not the ballot's hash " + hash);
    }
    if (!ballot.signature().verify(group, ballot.credential())) {
      throw new Refusal(
          Reason.INVALID_SIGNATURE,
          "signature.proof",
          "the ballot is not signed with its credential");
    }
  }

  /** Every proof of every answer (4.11 to 4.13); the shape is known to be right. */
  public void checkProofs(final Ballot ballot) {
    for (int i = 0; i < ballot.answers().size(); i++) {
      answerCheck.checkProofs(
          election.questions().get(i), ballot.answers().get(i), ballot.s0(), "answers[" + i + "]");
    }
  }
}
