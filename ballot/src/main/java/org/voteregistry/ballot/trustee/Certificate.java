package org.voteregistry.ballot.trustee;

import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * A certificate (specification 4.6.2): a trustee's verification and encryption key, signed with the
 * signing key that belongs to the former.
 *
 * @param signed the message as it was sent
 * @param verification vk
 * @param encryption ek
 */
public record Certificate(
    SignedMessage signed, GroupElement verification, GroupElement encryption) {

  static Certificate make(final Group group, final TrusteeSeed.Keys keys) {
    final GroupElement vk = group.generatorBase().secretPower(keys.signing());
    final GroupElement ek = group.generatorBase().secretPower(keys.decryption());
    final JsonWriter json = new JsonWriter();
    json.object(
        () ->
            json.name("verification")
                .string(vk.toString())
                .name("encryption")
                .string(ek.toString()));
    return new Certificate(SignedMessage.sign(group, json.toString(), keys.signing()), vk, ek);
  }

  /** Reads a certificate and checks both keys and the signature. */
  public static Certificate read(final Group group, final byte[] json) {
    return read(group, JsonReader.read(json), "");
  }

  static Certificate read(final Group group, final JsonValue value, final String where) {
    final SignedMessage signed = SignedMessage.read(group, value, where);
    final String place = where.isEmpty() ? "message" : where + ".message";
    final JsonFields fields = JsonFields.of(parse(signed.message(), place), place);
    final Certificate certificate =
        new Certificate(
            signed,
            group.decodeMember(fields.string("verification"), fields.place("verification")),
            group.decodeMember(fields.string("encryption"), fields.place("encryption")));
    fields.end();
    if (!signed.verify(group, certificate.verification())) {
      throw new Refusal(
          Reason.INVALID_CERTIFICATE, where, "the certificate is not signed with its own key");
    }
    return certificate;
  }

  static JsonValue parse(final String text, final String where) {
    try {
      return JsonReader.read(text);
    } catch (final Refusal refusal) {
      throw refusal.within(where);
    }
  }

  /** The certificate as it is sent. */
  public byte[] json() {
    return signed.json();
  }
}
