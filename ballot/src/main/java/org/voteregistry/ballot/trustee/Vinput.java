package org.voteregistry.ballot.trustee;

import java.util.List;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A {@code vinput} (specification 4.6.5): what the administrator hands to trustee j in step 4.
 *
 * @param polynomial the trustee's own polynomial, sent to itself
 * @param secrets the secrets that all trustees sent to it
 * @param coefexps the {@code coefexps} of all trustees
 */
public record Vinput(String polynomial, List<String> secrets, List<SignedMessage> coefexps) {

  /** Makes the lists immutable. */
  public Vinput {
    secrets = List.copyOf(secrets);
    coefexps = List.copyOf(coefexps);
  }

  /** Reads a vinput; nothing is verified. */
  public static Vinput read(final Group group, final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final Vinput vinput =
        new Vinput(
            fields.string("polynomial"),
            fields.array("secrets", JsonFields::string),
            fields.array("coefexps", (v, place) -> SignedMessage.read(group, v, place)));
    fields.end();
    return vinput;
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> {
          json.name("polynomial").string(polynomial);
          json.name("secrets").array(secrets, json::string);
          json.name("coefexps").array(coefexps, message -> message.write(json));
        });
    return json.toBytes();
  }
}
