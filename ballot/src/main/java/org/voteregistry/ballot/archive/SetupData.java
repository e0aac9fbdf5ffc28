package org.voteregistry.ballot.archive;

import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * The {@code setup_data} (specification 4.10), payload of the event {@code Setup}.
 *
 * @param election hash of the election parameters
 * @param trustees hash of the trustees
 * @param credentials hash of the public credentials
 */
public record SetupData(String election, String trustees, String credentials) {

  /** The structure that names these three messages. */
  public static SetupData of(
      final byte[] election, final byte[] trustees, final byte[] credentials) {
    return new SetupData(
        Fingerprint.hex(election), Fingerprint.hex(trustees), Fingerprint.hex(credentials));
  }

  /** Reads the structure. */
  public static SetupData read(final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final SetupData setup =
        new SetupData(
            fields.string("election"), fields.string("trustees"), fields.string("credentials"));
    fields.end();
    return setup;
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () ->
            json.name("election")
                .string(election)
                .name("trustees")
                .string(trustees)
                .name("credentials")
                .string(credentials));
    return json.toBytes();
  }
}
