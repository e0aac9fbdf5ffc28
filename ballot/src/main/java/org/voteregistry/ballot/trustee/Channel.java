package org.voteregistry.ballot.trustee;

import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/** Secure channels between trustees (specification 4.6.3). */
final class Channel {
  private Channel() {}

  /** send(sk, recipient, message): wrapped with its recipient, signed, encrypted. */
  static String send(
      final Group group,
      final SecretScalar sk,
      final GroupElement recipient,
      final String message) {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> json.name("recipient").string(recipient.toString()).name("message").string(message));
    final SignedMessage signed = SignedMessage.sign(group, json.toString(), sk);
    final JsonWriter wrapped = new JsonWriter();
    signed.write(wrapped);
    return EncryptedMessage.encrypt(group, recipient, wrapped.toString()).json();
  }

  /**
   * Receives a message.
   *
   * @param dk the recipient's decryption key
   * @param sender the sender's verification key
   * @throws Refusal with {@link Reason#INVALID_TRUSTEE_MESSAGE} if it was not sent by this sender
   *     to this recipient
   */
  static String receive(
      final Group group, final SecretScalar dk, final GroupElement sender, final String sent) {
    final String decrypted = EncryptedMessage.read(group, sent).decrypt(group, dk);
    final SignedMessage signed = SignedMessage.read(group, JsonReader.read(decrypted), "");
    if (!signed.verify(group, sender)) {
      throw new Refusal(
          Reason.INVALID_TRUSTEE_MESSAGE, "signature", "not signed by the expected sender");
    }
    final JsonFields fields = JsonFields.of(JsonReader.read(signed.message()), "");
    final String recipient = fields.string("recipient");
    final String message = fields.string("message");
    fields.end();
    if (!recipient.equals(group.generatorBase().secretPower(dk).toString())) {
      throw new Refusal(Reason.INVALID_TRUSTEE_MESSAGE, "recipient", "meant for another recipient");
    }
    return message;
  }
}
