package org.voteregistry.ballot.proof;

import java.math.BigInteger;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A {@code proof} (specification 4.3).
 *
 * @param challenge from 0 to q - 1
 * @param response from 0 to q - 1
 */
public record Proof(BigInteger challenge, BigInteger response) {

  /** Reads a proof; both numbers must be canonical and below q. */
  public static Proof read(final Group group, final JsonValue value, final String where) {
    final JsonFields fields = JsonFields.of(value, where);
    final Proof proof =
        new Proof(
            fields.number("challenge", group.order()), fields.number("response", group.order()));
    fields.end();
    return proof;
  }

  /** Writes the proof in canonical form. */
  public void write(final JsonWriter json) {
    json.object(() -> json.name("challenge").number(challenge).name("response").number(response));
  }
}
