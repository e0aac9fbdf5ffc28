package org.voteregistry.ballot.tally;

import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * An {@code owned_partial_decryption} (specification 4.18): which trustee made which message.
 *
 * @param owner the trustee's number, from 1
 * @param payload SHA-256 of the message in hexadecimal
 */
public record Owned(int owner, String payload) {

  /** Reads the structure. */
  public static Owned read(final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final Owned owned =
        new Owned(
            fields.integer("owner"), SizedEncryptedTally.hash(fields.string("payload"), "payload"));
    fields.end();
    return owned;
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(() -> json.name("owner").integer(owner).name("payload").string(payload));
    return json.toBytes();
  }
}
