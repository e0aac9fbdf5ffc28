package org.voteregistry.ballot.trustee;

import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;
import org.voteregistry.ballot.proof.Proof;
import org.voteregistry.ballot.proof.SchnorrProof;

/**
 * A {@code signed_msg} (specification 4.6.1): challenge = SHA256({@code sigmsg|}M{@code |}A) mod q.
 *
 * @param message M, itself a JSON text
 * @param signature made with sk
 */
public record SignedMessage(String message, Proof signature) {

  static SignedMessage sign(final Group group, final String message, final SecretScalar sk) {
    return new SignedMessage(message, SchnorrProof.prove(group, prefix(message), sk));
  }

  boolean verify(final Group group, final GroupElement verificationKey) {
    return SchnorrProof.verify(group, prefix(message), verificationKey, signature);
  }

  private static String prefix(final String message) {
    return "sigmsg|" + message + "|";
  }

  /** Reads a message; its signature is not verified. */
  public static SignedMessage read(final Group group, final byte[] json) {
    return read(group, JsonReader.read(json), "");
  }

  static SignedMessage read(final Group group, final JsonValue value, final String where) {
    final JsonFields fields = JsonFields.of(value, where);
    final SignedMessage signed =
        new SignedMessage(
            fields.string("message"),
            Proof.read(group, fields.get("signature"), fields.place("signature")));
    fields.end();
    return signed;
  }

  void write(final JsonWriter json) {
    json.object(
        () -> {
          json.name("message").string(message).name("signature");
          signature.write(json);
        });
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    write(json);
    return json.toBytes();
  }
}
