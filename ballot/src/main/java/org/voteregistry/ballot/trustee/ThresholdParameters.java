package org.voteregistry.ballot.trustee;

import java.util.ArrayList;
import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * {@code threshold_parameters} (specification 4.6.7): what is published of a run of the threshold
 * protocol. Reading them checks everything: certificates, signatures, proofs, and that each
 * verification key is what the coefficients give.
 */
public final class ThresholdParameters {
  private final int threshold;
  private final List<Certificate> certificates;
  private final List<Coefficients> coefficients;
  private final List<TrusteePublicKey> verificationKeys;

  ThresholdParameters(
      final Group group,
      final int threshold,
      final List<Certificate> certificates,
      final List<Coefficients> coefficients,
      final List<TrusteePublicKey> verificationKeys,
      final String where) {
    this.threshold = threshold;
    this.certificates = List.copyOf(certificates);
    this.coefficients = List.copyOf(coefficients);
    this.verificationKeys = List.copyOf(verificationKeys);
    if (threshold < 1 || threshold > certificates.size()) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE,
          place(where, "threshold"),
          threshold + " is not between 1 and the number of trustees");
    }
    for (int j = 0; j < verificationKeys.size(); j++) {
      final String key = place(where, "verification_keys[" + j + "]");
      if (coefficients.get(j).a().size() != threshold) {
        throw new Refusal(
            Reason.WRONG_SHAPE,
            place(where, "coefexps[" + j + "]"),
            threshold + " coefficients were expected");
      }
      verificationKeys.get(j).check(group, key);
    }
    for (int j = 0; j < verificationKeys.size(); j++) {
      final GroupElement expected = Coefficients.verificationKey(group, coefficients, j + 1);
      if (!verificationKeys.get(j).publicKey().equals(expected)) {
        throw new Refusal(
            Reason.INVALID_VERIFICATION_KEY,
            place(where, "verification_keys[" + j + "]"),
            "not what the published coefficients give");
      }
    }
  }

  private static String place(final String where, final String name) {
    return where.isEmpty() ? name : where + "." + name;
  }

  /** Reads and checks parameters. */
  public static ThresholdParameters read(final Group group, final byte[] json) {
    return read(group, JsonReader.read(json), "");
  }

  static ThresholdParameters read(final Group group, final JsonValue value, final String where) {
    final JsonFields fields = JsonFields.of(value, where);
    final int threshold = fields.integer("threshold");
    final List<Certificate> certificates =
        fields.array("certs", (v, place) -> Certificate.read(group, v, place));
    final List<SignedMessage> signed =
        fields.array("coefexps", (v, place) -> SignedMessage.read(group, v, place));
    final List<TrusteePublicKey> keys =
        fields.array("verification_keys", (v, place) -> TrusteePublicKey.read(group, v, place));
    fields.end();
    if (signed.size() != certificates.size() || keys.size() != certificates.size()) {
      throw new Refusal(
          Reason.WRONG_SHAPE,
          where,
          "certs, coefexps and verification_keys differ in their length");
    }
    final List<Coefficients> coefficients = new ArrayList<>();
    for (int i = 0; i < signed.size(); i++) {
      coefficients.add(
          Coefficients.open(
              group,
              signed.get(i),
              certificates.get(i).verification(),
              fields.place("coefexps[" + i + "]")));
    }
    return new ThresholdParameters(group, threshold, certificates, coefficients, keys, where);
  }

  void write(final JsonWriter json) {
    json.object(
        () -> {
          json.name("threshold").integer(threshold);
          json.name("certs").array(certificates, c -> c.signed().write(json));
          json.name("coefexps").array(coefficients, c -> c.signed().write(json));
          json.name("verification_keys").array(verificationKeys, key -> key.write(json));
        });
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    write(json);
    return json.toBytes();
  }

  /** How many of the trustees are needed to decrypt: t + 1. */
  public int threshold() {
    return threshold;
  }

  /** The trustees' certificates. */
  public List<Certificate> certificates() {
    return certificates;
  }

  /** The trustees' public keys. */
  public List<TrusteePublicKey> verificationKeys() {
    return verificationKeys;
  }

  /** The sub-key of this run: the product of all A₀. */
  public GroupElement subKey(final Group group) {
    return coefficients.stream().map(c -> c.a().getFirst()).reduce(group::multiply).orElseThrow();
  }
}
