package org.voteregistry.ballot.trustee;

import java.util.Optional;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
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
 * A {@code trustee_public_key} (specification 4.5): X = g^x with a proof that its trustee knows x.
 *
 * @param pok challenge = SHA256({@code pok|}G{@code |}X{@code |}A) mod q
 * @param publicKey X
 * @param name the trustee's name, which the reference program may add
 */
public record TrusteePublicKey(Proof pok, GroupElement publicKey, Optional<String> name) {

  /** The public key of a private key, with its proof. */
  public static TrusteePublicKey prove(final Group group, final SecretScalar x) {
    final GroupElement publicKey = group.generatorBase().secretPower(x);
    return new TrusteePublicKey(
        SchnorrProof.prove(group, prefix(group, publicKey), x), publicKey, Optional.empty());
  }

  /**
   * Checks the proof.
   *
   * @throws Refusal with {@link Reason#INVALID_PROOF_OF_KNOWLEDGE}
   */
  public void check(final Group group, final String where) {
    if (!SchnorrProof.verify(group, prefix(group, publicKey), publicKey, pok)) {
      throw new Refusal(
          Reason.INVALID_PROOF_OF_KNOWLEDGE,
          where.isEmpty() ? "pok" : where + ".pok",
          "the trustee did not prove that it knows the private key");
    }
  }

  private static String prefix(final Group group, final GroupElement publicKey) {
    return "pok|" + group.name() + "|" + publicKey + "|";
  }

  /** Reads a key; it must lie in the group. The proof is left to {@link #check}. */
  public static TrusteePublicKey read(final Group group, final byte[] json) {
    return read(group, JsonReader.read(json), "");
  }

  static TrusteePublicKey read(final Group group, final JsonValue value, final String where) {
    final JsonFields fields = JsonFields.of(value, where);
    final TrusteePublicKey key =
        new TrusteePublicKey(
            Proof.read(group, fields.get("pok"), fields.place("pok")),
            group.decodeMember(fields.string("public_key"), fields.place("public_key")),
            fields.find("name").map(v -> JsonFields.string(v, fields.place("name"))));
    fields.end();
    return key;
  }

  void write(final JsonWriter json) {
    json.object(
        () -> {
          json.name("pok");
          pok.write(json);
          json.name("public_key").string(publicKey.toString());
          name.ifPresent(value -> json.name("name").string(value));
        });
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    write(json);
    return json.toBytes();
  }
}
