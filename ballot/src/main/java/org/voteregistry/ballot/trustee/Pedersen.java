package org.voteregistry.ballot.trustee;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.ScalarField;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * The threshold key establishment (specification 3.1.1, protocol {@code "Pedersen"}, and 4.6).
 * Steps 1, 3 and 5 are done by each trustee with its seed, steps 2, 4 and 6 by the administrator;
 * every step checks what it is given.
 */
public final class Pedersen {
  private final Group group;

  /** The protocol in a group. */
  public Pedersen(final Group group) {
    this.group = group;
  }

  /** Step 1: a trustee's certificate. */
  public Certificate certificate(final TrusteeSeed seed) {
    try (TrusteeSeed.Keys keys = seed.keys(group)) {
      return Certificate.make(group, keys);
    }
  }

  /**
   * Step 3: a trustee picks its polynomial and deals its values.
   *
   * @param certificates Γ, those of all trustees; reading them has checked them
   * @param threshold t + 1, how many trustees will be needed to decrypt
   */
  public Polynomial polynomial(
      final List<Certificate> certificates, final TrusteeSeed seed, final int threshold) {
    if (threshold < 1 || threshold > certificates.size()) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE,
          "threshold",
          threshold + " is not between 1 and the number of trustees");
    }
    final List<SecretScalar> a = new ArrayList<>();
    try (TrusteeSeed.Keys keys = seed.keys(group)) {
      final Certificate own = certificates.get(indexOf(certificates, keys) - 1);
      for (int k = 0; k < threshold; k++) {
        a.add(group.scalars().random());
      }
      final List<String> secrets = new ArrayList<>();
      for (int j = 1; j <= certificates.size(); j++) {
        try (SecretScalar value = evaluate(a, j)) {
          final JsonWriter json = new JsonWriter();
          json.object(() -> json.name("secret").number(group.scalars().reveal(value)));
          secrets.add(
              Channel.send(
                  group, keys.signing(), certificates.get(j - 1).encryption(), json.toString()));
        }
      }
      final JsonWriter json = new JsonWriter();
      json.object(
          () ->
              json.name("polynomial")
                  .array(a, coefficient -> json.number(group.scalars().reveal(coefficient))));
      return new Polynomial(
          Channel.send(group, keys.signing(), own.encryption(), json.toString()),
          secrets,
          Coefficients.make(
                  group, keys, a.stream().map(group.generatorBase()::secretPower).toList())
              .signed());
    } finally {
      a.forEach(SecretScalar::close);
    }
  }

  /** f(j) = a₀ + a₁·j + … by Horner's rule. */
  private SecretScalar evaluate(final List<SecretScalar> a, final int j) {
    final ScalarField scalars = group.scalars();
    SecretScalar value = scalars.copy(a.getLast());
    for (int k = a.size() - 2; k >= 0; k--) {
      try (SecretScalar previous = value;
          SecretScalar product = scalars.multiply(previous, BigInteger.valueOf(j))) {
        value = scalars.add(product, a.get(k));
      }
    }
    return value;
  }

  /** The trustee's number, from 1. */
  private int indexOf(final List<Certificate> certificates, final TrusteeSeed.Keys keys) {
    final GroupElement vk = group.generatorBase().secretPower(keys.signing());
    final GroupElement ek = group.generatorBase().secretPower(keys.decryption());
    for (int i = 0; i < certificates.size(); i++) {
      if (certificates.get(i).verification().equals(vk)
          && certificates.get(i).encryption().equals(ek)) {
        return i + 1;
      }
    }
    throw new Refusal(
        Reason.UNKNOWN_TRUSTEE, "certs", "the trustee's own certificate is not among them");
  }

  /** Step 4: the administrator routes the polynomials of all trustees; one vinput for each. */
  public List<Vinput> vinputs(
      final List<Certificate> certificates, final List<Polynomial> polynomials) {
    open(certificates, polynomials.stream().map(Polynomial::coefexps).toList());
    for (int i = 0; i < polynomials.size(); i++) {
      expect(polynomials.get(i).secrets().size(), certificates.size(), "secrets of " + (i + 1));
    }
    final List<SignedMessage> coefexps = polynomials.stream().map(Polynomial::coefexps).toList();
    return IntStream.range(0, polynomials.size())
        .mapToObj(
            j ->
                new Vinput(
                    polynomials.get(j).polynomial(),
                    polynomials.stream().map(p -> p.secrets().get(j)).toList(),
                    coefexps))
        .toList();
  }

  private List<Coefficients> open(
      final List<Certificate> certificates, final List<SignedMessage> coefexps) {
    expect(coefexps.size(), certificates.size(), "coefexps");
    return IntStream.range(0, coefexps.size())
        .mapToObj(
            i ->
                Coefficients.open(
                    group,
                    coefexps.get(i),
                    certificates.get(i).verification(),
                    "coefexps[" + i + "]"))
        .toList();
  }

  private static void expect(final int found, final int expected, final String where) {
    if (found != expected) {
      throw new Refusal(
          Reason.WRONG_SHAPE, where, expected + " elements were expected, not " + found);
    }
  }

  /**
   * Step 5: a trustee checks the secrets that it was sent against the published coefficients and
   * makes its decryption key of them.
   */
  public Voutput voutput(
      final List<Certificate> certificates, final TrusteeSeed seed, final Vinput vinput) {
    final ScalarField scalars = group.scalars();
    try (TrusteeSeed.Keys keys = seed.keys(group)) {
      final int j = indexOf(certificates, keys);
      final Certificate own = certificates.get(j - 1);
      final List<Coefficients> coefficients = open(certificates, vinput.coefexps());
      expect(vinput.secrets().size(), certificates.size(), "secrets");
      final int threshold = ownPolynomialSize(keys, own, vinput);
      SecretScalar sum = scalars.secret(BigInteger.ZERO);
      for (int i = 0; i < certificates.size(); i++) {
        expect(coefficients.get(i).a().size(), threshold, "coefexps[" + i + "]");
        try (SecretScalar s = secret(keys, certificates.get(i), vinput.secrets().get(i));
            SecretScalar previous = sum) {
          if (!group.generatorBase().secretPower(s).equals(coefficients.get(i).valueAt(group, j))) {
            throw new Refusal(
                Reason.INVALID_VERIFICATION_KEY,
                "secrets[" + i + "]",
                "does not match the published coefficients");
          }
          sum = scalars.add(previous, s);
        }
      }
      try (SecretScalar key = sum) {
        final JsonWriter json = new JsonWriter();
        json.object(() -> json.name("decryption_key").number(scalars.reveal(key)));
        return new Voutput(
            Channel.send(group, keys.signing(), own.encryption(), json.toString()),
            TrusteePublicKey.prove(group, key));
      }
    }
  }

  private int ownPolynomialSize(
      final TrusteeSeed.Keys keys, final Certificate own, final Vinput vinput) {
    final String message =
        Channel.receive(group, keys.decryption(), own.verification(), vinput.polynomial());
    final JsonFields fields = JsonFields.of(JsonReader.read(message), "polynomial");
    final int size = fields.array("polynomial", JsonFields::string).size();
    fields.end();
    return size;
  }

  private SecretScalar secret(
      final TrusteeSeed.Keys keys, final Certificate sender, final String sent) {
    final String message = Channel.receive(group, keys.decryption(), sender.verification(), sent);
    final JsonFields fields = JsonFields.of(JsonReader.read(message), "secret");
    final SecretScalar secret = SecretNumber.readUnreduced(group, fields.get("secret"), "secret");
    fields.end();
    return secret;
  }

  /** Step 6: the administrator checks the voutputs and assembles what is published. */
  public ThresholdParameters parameters(
      final List<Certificate> certificates,
      final List<Polynomial> polynomials,
      final List<Voutput> voutputs) {
    final List<Coefficients> coefficients =
        open(certificates, polynomials.stream().map(Polynomial::coefexps).toList());
    expect(voutputs.size(), certificates.size(), "voutputs");
    return new ThresholdParameters(
        group,
        coefficients.getFirst().a().size(),
        certificates,
        coefficients,
        voutputs.stream().map(Voutput::publicKey).toList(),
        "");
  }

  /**
   * The decryption key of a threshold trustee, which it had sent to itself.
   *
   * @param encryptedKey the member {@code private_key} of its voutput
   */
  public PrivateKey decryptionKey(final TrusteeSeed seed, final String encryptedKey) {
    try (TrusteeSeed.Keys keys = seed.keys(group)) {
      final GroupElement vk = group.generatorBase().secretPower(keys.signing());
      final String message = Channel.receive(group, keys.decryption(), vk, encryptedKey);
      final JsonFields fields = JsonFields.of(JsonReader.read(message), "");
      final SecretScalar key =
          SecretNumber.readUnreduced(group, fields.get("decryption_key"), "decryption_key");
      fields.end();
      return new PrivateKey(key);
    }
  }
}
