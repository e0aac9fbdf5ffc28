package org.voteregistry.ballot.proof;

import java.math.BigInteger;
import java.util.Collection;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A {@code ciphertext} (specification 4.3): an ElGamal encryption (g^r, y^r·g^m) of a small number
 * m.
 *
 * @param alpha g^r
 * @param beta y^r·g^m
 */
public record Ciphertext(GroupElement alpha, GroupElement beta) {

  /** Reads a ciphertext; whether both parts lie in the group is left to the check of its proofs. */
  public static Ciphertext read(final Group group, final JsonValue value, final String where) {
    final JsonFields fields = JsonFields.of(value, where);
    final Ciphertext ciphertext =
        new Ciphertext(
            group.decode(fields.string("alpha"), fields.place("alpha")),
            group.decode(fields.string("beta"), fields.place("beta")));
    fields.end();
    return ciphertext;
  }

  /** Writes the ciphertext in canonical form. */
  public void write(final JsonWriter json) {
    json.object(
        () -> json.name("alpha").string(alpha.toString()).name("beta").string(beta.toString()));
  }

  /** The neutral ciphertext (1, 1): an encryption of 0 without randomness. */
  public static Ciphertext neutral(final Group group) {
    return new Ciphertext(group.identity(), group.identity());
  }

  /** The product (α₁α₂, β₁β₂), which encrypts the sum (specification 4.16). */
  public Ciphertext multiply(final Group group, final Ciphertext other) {
    return new Ciphertext(group.multiply(alpha, other.alpha), group.multiply(beta, other.beta));
  }

  /** (α^w, β^w), which encrypts the number multiplied by w (specification 4.16). */
  public Ciphertext power(final Group group, final long weight) {
    if (weight == 1) {
      return this;
    }
    final BigInteger w = BigInteger.valueOf(weight);
    return new Ciphertext(group.power(alpha, w), group.power(beta, w));
  }

  /** (1/α, 1/β), which takes the ciphertext out of a product. */
  public Ciphertext invert(final Group group) {
    return new Ciphertext(group.invert(alpha), group.invert(beta));
  }

  /** The product of ciphertexts. */
  public static Ciphertext product(final Group group, final Collection<Ciphertext> ciphertexts) {
    return ciphertexts.stream()
        .reduce((a, b) -> a.multiply(group, b))
        .orElseGet(() -> neutral(group));
  }

  /** α and β in base 10 with a comma between, as in hashes. */
  @Override
  public String toString() {
    return alpha + "," + beta;
  }
}
