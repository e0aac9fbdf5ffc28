package org.voteregistry.ballot.trustee;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.ChallengeHash;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * An {@code encrypted_msg} (specification 4.6.1): α = g^r, β = ek^r·g^s, and the message under AES
 * with SHA256({@code key|}g^s) as key and SHA256({@code iv|}g^r) as initialization vector.
 */
record EncryptedMessage(GroupElement alpha, GroupElement beta, String data) {

  static EncryptedMessage encrypt(
      final Group group, final GroupElement encryptionKey, final String message) {
    try (SecretScalar r = group.scalars().random();
        SecretScalar s = group.scalars().random()) {
      final GroupElement alpha = group.generatorBase().secretPower(r);
      final GroupElement key = group.generatorBase().secretPower(s);
      final GroupElement beta = group.multiply(group.secretPower(encryptionKey, r), key);
      final byte[] data =
          AesCcm.encrypt(
              ChallengeHash.sha256("key|" + key),
              ChallengeHash.sha256("iv|" + alpha),
              message.getBytes(StandardCharsets.UTF_8));
      return new EncryptedMessage(alpha, beta, HexFormat.of().formatHex(data));
    }
  }

  /** Decrypts: the key is β / α^dk. */
  String decrypt(final Group group, final SecretScalar decryptionKey) {
    final GroupElement key =
        group.multiply(beta, group.invert(group.secretPower(alpha, decryptionKey)));
    final byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(data);
    } catch (final IllegalArgumentException e) {
      final Refusal refusal =
          new Refusal(Reason.MALFORMED_FIELD, "data", "hexadecimal digits were expected");
      refusal.initCause(e);
      throw refusal;
    }
    return new String(
        AesCcm.decrypt(
            ChallengeHash.sha256("key|" + key), ChallengeHash.sha256("iv|" + alpha), bytes),
        StandardCharsets.UTF_8);
  }

  static EncryptedMessage read(final Group group, final String json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final EncryptedMessage message =
        new EncryptedMessage(
            group.decodeMember(fields.string("alpha"), "alpha"),
            group.decodeMember(fields.string("beta"), "beta"),
            fields.string("data"));
    fields.end();
    return message;
  }

  String json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () ->
            json.name("alpha")
                .string(alpha.toString())
                .name("beta")
                .string(beta.toString())
                .name("data")
                .string(data));
    return json.toString();
  }
}
