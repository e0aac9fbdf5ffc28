package org.voteregistry.backend.tally;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.trustee.ThresholdCeremony;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.ballot.vote.BallotEncryption;
import org.voteregistry.ballot.vote.Selection;

/** The people of an election: voters with credentials, and three trustees of whom two suffice. */
public final class SecretBallots {
  static final Group GROUP = Group.belenios2048();
  final ThresholdCeremony ceremony = ThresholdCeremony.run(GROUP, 3, 2);
  final Trustees trustees = Trustees.create(List.of(new Trustees.Threshold(ceremony.parameters())));
  public final String uuid;
  private final List<SecretCredential> voters;

  /** Voters in the order of the roll. */
  public SecretBallots(final String uuid, final int voters) {
    this.uuid = uuid;
    this.voters =
        IntStream.range(0, voters)
            .mapToObj(i -> SecretCredential.generate())
            .sorted(Comparator.comparing(secret -> publicCredential(secret, uuid)))
            .toList();
  }

  private static String publicCredential(final SecretCredential secret, final String uuid) {
    return secret.publicCredential(GROUP, uuid).toString();
  }

  /** Entries of the roll; the first voter counts twice. */
  public List<String> roll() {
    final List<String> roll = new ArrayList<>();
    for (int voter = 0; voter < voters.size(); voter++) {
      roll.add(publicCredential(voters.get(voter), uuid) + (voter == 0 ? ",2" : ",1"));
    }
    return roll;
  }

  public String trusteesJson() {
    return new String(trustees.json(), StandardCharsets.UTF_8);
  }

  public static ElectionParameters parameters(final Api api, final String uuid) {
    return ElectionParameters.read(api.get("/api/elections/" + uuid + "/parameters").body());
  }

  /** A ballot for this answer of the only question. */
  public String ballot(final ElectionParameters parameters, final int voter, final int answer) {
    return new String(
        new BallotEncryption(parameters)
            .encrypt(
                voters.get(voter),
                List.of(Selection.chosen(parameters.questions().getFirst(), answer)))
            .json(),
        StandardCharsets.UTF_8);
  }

  public Answer decrypt(final Api api, final int owner) {
    return decrypt(api, owner, owner);
  }

  /** One trustee's decryption, sent as if it were another's. */
  Answer decrypt(final Api api, final int owner, final int sentAs) {
    final ElectionParameters parameters = parameters(api, uuid);
    final EncryptedTally tally =
        EncryptedTally.read(
            parameters, api.get("/api/elections/" + uuid + "/encrypted-tally").body());
    final PartialDecryption decryption =
        PartialDecryption.compute(parameters, tally, ceremony.keys().get(owner - 1));
    return api.adminPost(
        "/api/elections/" + uuid + "/partial-decryptions",
        "{\"owner\":%d,\"partialDecryption\":%s}"
            .formatted(sentAs, new String(decryption.json(), StandardCharsets.UTF_8)));
  }
}
