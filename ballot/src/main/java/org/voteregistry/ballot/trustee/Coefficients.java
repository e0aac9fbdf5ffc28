package org.voteregistry.ballot.trustee;

import java.math.BigInteger;
import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A trustee's {@code coefexps} (specification 4.6.4): A_k = g^a_k for the coefficients of its
 * polynomial, signed.
 *
 * @param signed the message as it was sent
 * @param a A₀ to A_t
 */
record Coefficients(SignedMessage signed, List<GroupElement> a) {

  static Coefficients make(
      final Group group, final TrusteeSeed.Keys keys, final List<GroupElement> a) {
    final JsonWriter json = new JsonWriter();
    json.object(() -> json.name("coefexps").array(a, x -> json.string(x.toString())));
    return new Coefficients(SignedMessage.sign(group, json.toString(), keys.signing()), a);
  }

  /** Unpacks coefficients and checks that they are signed by their trustee. */
  static Coefficients open(
      final Group group,
      final SignedMessage signed,
      final GroupElement verification,
      final String where) {
    final JsonFields fields =
        JsonFields.of(Certificate.parse(signed.message(), where + ".message"), where);
    final List<GroupElement> a =
        fields.array(
            "coefexps", (v, place) -> group.decodeMember(JsonFields.string(v, place), place));
    fields.end();
    if (!signed.verify(group, verification)) {
      throw new Refusal(
          Reason.INVALID_TRUSTEE_MESSAGE, where, "not signed by the trustee of this place");
    }
    return new Coefficients(signed, a);
  }

  /** ∏ A_k^(j^k) for trustee j, counted from 1: g to the power of the polynomial's value at j. */
  GroupElement valueAt(final Group group, final int j) {
    // Horner's rule keeps the exponents as small as j.
    final BigInteger exponent = BigInteger.valueOf(j);
    GroupElement value = a.getLast();
    for (int k = a.size() - 2; k >= 0; k--) {
      value = group.multiply(group.power(value, exponent), a.get(k));
    }
    return value;
  }

  /** The public key of trustee j, from the coefficients of all trustees. */
  static GroupElement verificationKey(
      final Group group, final List<Coefficients> all, final int j) {
    return all.stream()
        .map(coefficients -> coefficients.valueAt(group, j))
        .reduce(group::multiply)
        .orElseThrow();
  }
}
