package org.voteregistry.ballot.trustee;

import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A {@code voutput} (specification 4.6.6): what a trustee sends in step 5.
 *
 * @param privateKey its decryption key S_j, sent to itself
 * @param publicKey g^S_j with a proof of knowledge
 */
public record Voutput(String privateKey, TrusteePublicKey publicKey) {

  /** Reads a voutput; nothing but membership in the group is verified. */
  public static Voutput read(final Group group, final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final Voutput voutput =
        new Voutput(
            fields.string("private_key"),
            TrusteePublicKey.read(group, fields.get("public_key"), "public_key"));
    fields.end();
    return voutput;
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> {
          json.name("private_key").string(privateKey).name("public_key");
          publicKey.write(json);
        });
    return json.toBytes();
  }
}
