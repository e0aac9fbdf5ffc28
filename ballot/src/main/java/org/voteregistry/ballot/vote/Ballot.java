package org.voteregistry.ballot.vote;

import java.util.Arrays;
import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A {@code ballot} (specification 4.15). It has exactly one form in bytes, {@link #json()}.
 *
 * @param electionUuid the election's identifier
 * @param electionHash φ, the hash of the election parameters
 * @param credential public(c)
 * @param answers one for each question
 * @param signature made with the secret of the credential
 */
public record Ballot(
    String electionUuid,
    String electionHash,
    GroupElement credential,
    List<Answer> answers,
    BallotSignature signature) {
  /** About 2,000 answers; a service sets its own, lower limit. */
  public static final int MAX_BYTES = 8 << 20;

  /** Makes the list immutable. */
  public Ballot {
    answers = List.copyOf(answers);
  }

  /**
   * Reads a ballot, whose numbers must be canonical and in range. Nothing is verified yet.
   *
   * @throws Refusal if it is not well formed, or not written in its one form ({@link
   *     Reason#NOT_CANONICAL})
   */
  public static Ballot read(final Group group, final byte[] json) {
    if (json.length > MAX_BYTES) {
      throw new Refusal(Reason.TOO_LARGE, "", "more than " + MAX_BYTES + " bytes");
    }
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final Ballot ballot =
        new Ballot(
            fields.string("election_uuid"),
            fields.string("election_hash"),
            group.decode(fields.string("credential"), "credential"),
            fields.array("answers", (value, where) -> Answer.read(group, value, where)),
            BallotSignature.read(group, fields.get("signature"), "signature"));
    fields.end();
    if (!Arrays.equals(json, ballot.json())) {
      throw new Refusal(
          Reason.NOT_CANONICAL, "", "the ballot is not written in its canonical form");
    }
    return ballot;
  }

  /** The ballot's one form: compact, members in the order of the specification. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> {
          writeUnsigned(json);
          json.name("signature");
          signature.write(json);
        });
    return json.toBytes();
  }

  /** The hash that is signed: 𝓗_json of the ballot without its signature. */
  public String hash() {
    final JsonWriter json = new JsonWriter();
    json.object(() -> writeUnsigned(json));
    return Fingerprint.base64(json.toBytes());
  }

  private void writeUnsigned(final JsonWriter json) {
    json.name("election_uuid").string(electionUuid);
    json.name("election_hash").string(electionHash);
    json.name("credential").string(credential.toString());
    json.name("answers").array(answers, answer -> answer.write(json));
  }

  /** The smart ballot tracker: 𝓗_json of a whole ballot. */
  public static String tracker(final byte[] json) {
    return Fingerprint.base64(json);
  }

  /** S₀ of section 4.11: φ, a bar, and the credential. */
  String s0() {
    return electionHash + "|" + credential;
  }

  Ballot withSignature(final BallotSignature made) {
    return new Ballot(electionUuid, electionHash, credential, answers, made);
  }
}
