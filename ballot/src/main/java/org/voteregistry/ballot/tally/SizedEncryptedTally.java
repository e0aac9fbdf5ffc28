package org.voteregistry.ballot.tally;

import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A {@code sized_encrypted_tally} (specification 4.16), the payload of the event {@code
 * EncryptedTally}.
 *
 * @param numTallied number of counted ballots
 * @param totalWeight sum of their weights
 * @param encryptedTally SHA-256 of the tally in hexadecimal
 */
public record SizedEncryptedTally(long numTallied, long totalWeight, String encryptedTally) {

  /** Reads the structure. */
  public static SizedEncryptedTally read(final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final SizedEncryptedTally sized =
        new SizedEncryptedTally(
            fields.integer("num_tallied"),
            fields.weight("total_weight"),
            hash(fields.string("encrypted_tally"), "encrypted_tally"));
    fields.end();
    return sized;
  }

  /** A hash in messages (specification 4.2): 64 lower-case hexadecimal digits. */
  static String hash(final String hash, final String where) {
    if (hash.length() != 64 || hash.chars().anyMatch(c -> "0123456789abcdef".indexOf(c) < 0)) {
      throw new Refusal(
          Reason.MALFORMED_FIELD, where, Refusal.quote(hash) + " is not a hash in hexadecimal");
    }
    return hash;
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () ->
            json.name("num_tallied")
                .integer(numTallied)
                .name("total_weight")
                .weight(totalWeight)
                .name("encrypted_tally")
                .string(encryptedTally));
    return json.toBytes();
  }
}
