package org.voteregistry.ballot.vote;

import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;
import org.voteregistry.ballot.proof.Proof;
import org.voteregistry.ballot.proof.SchnorrProof;

/**
 * A ballot's {@code signature} (specification 4.14): challenge = SHA256({@code sig|}hash{@code |}A)
 * mod q.
 *
 * @param hash 𝓗_json of the ballot without its signature, 43 characters of base 64
 * @param proof made with the secret of the credential
 */
public record BallotSignature(String hash, Proof proof) {

  /** Signs the hash of a ballot. */
  static BallotSignature sign(final Group group, final String hash, final SecretScalar s) {
    return new BallotSignature(hash, SchnorrProof.prove(group, prefix(hash), s));
  }

  /** Whether the signature was made with the secret of this credential. */
  boolean verify(final Group group, final GroupElement credential) {
    return SchnorrProof.verify(group, prefix(hash), credential, proof);
  }

  private static String prefix(final String hash) {
    return "sig|" + hash + "|";
  }

  static BallotSignature read(final Group group, final JsonValue value, final String where) {
    final JsonFields fields = JsonFields.of(value, where);
    final BallotSignature signature =
        new BallotSignature(
            fields.string("hash"), Proof.read(group, fields.get("proof"), fields.place("proof")));
    fields.end();
    return signature;
  }

  void write(final JsonWriter json) {
    json.object(
        () -> {
          json.name("hash").string(hash).name("proof");
          proof.write(json);
        });
  }
}
