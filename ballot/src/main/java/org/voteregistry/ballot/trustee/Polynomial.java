package org.voteregistry.ballot.trustee;

import java.util.List;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A {@code polynomial} (specification 4.6.4): what a trustee sends in step 3.
 *
 * @param polynomial its coefficients, sent to itself
 * @param secrets the value at j, sent to trustee j
 * @param coefexps the signed {@code coefexps}
 */
public record Polynomial(String polynomial, List<String> secrets, SignedMessage coefexps) {

  /** Makes the list immutable. */
  public Polynomial {
    secrets = List.copyOf(secrets);
  }

  /** Reads a polynomial; nothing is verified. */
  public static Polynomial read(final Group group, final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final Polynomial polynomial =
        new Polynomial(
            fields.string("polynomial"),
            fields.array("secrets", JsonFields::string),
            SignedMessage.read(group, fields.get("coefexps"), "coefexps"));
    fields.end();
    return polynomial;
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> {
          json.name("polynomial").string(polynomial);
          json.name("secrets").array(secrets, json::string);
          json.name("coefexps");
          coefexps.write(json);
        });
    return json.toBytes();
  }
}
