package org.voteregistry.ballot.election;

import java.util.List;
import java.util.Optional;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.FixedBase;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * The {@code election} structure (specification 4.10), with the exact bytes it was read from,
 * because its hash φ binds every ballot to it. Immutable; may be shared between threads.
 */
public final class ElectionParameters {
  private static final int VERSION = 1;
  private static final int MAX_BYTES = 4 << 20;

  private final byte[] json;
  private final String fingerprint;
  private final String uuid;
  private final String name;
  private final String description;
  private final Group group;
  private final FixedBase publicKey;
  private final List<Question> questions;
  private final Optional<String> administrator;
  private final Optional<String> credentialAuthority;

  private ElectionParameters(final byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new Refusal(Reason.TOO_LARGE, "", "more than " + MAX_BYTES + " bytes");
    }
    json = bytes.clone();
    fingerprint = Fingerprint.base64(json);
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final int version = fields.integer("version");
    if (version != VERSION) {
      throw new Refusal(Reason.UNSUPPORTED, "version", "version 1 was expected, not " + version);
    }
    description = fields.string("description");
    name = fields.string("name");
    group = Group.named(fields.string("group"), "group");
    final GroupElement y = group.decodeMember(fields.string("public_key"), "public_key");
    questions = fields.array("questions", Question::read);
    uuid = ElectionUuid.check(fields.string("uuid"), "uuid");
    administrator = fields.find("administrator").map(v -> JsonFields.string(v, "administrator"));
    credentialAuthority =
        fields.find("credential_authority").map(v -> JsonFields.string(v, "credential_authority"));
    fields.end();
    if (questions.isEmpty()) {
      throw new Refusal(Reason.MALFORMED_FIELD, "questions", "an election needs a question");
    }
    publicKey = group.fixedBase(y);
  }

  /**
   * Reads election parameters.
   *
   * @throws Refusal if they are not well formed, or the public key is not in the group
   */
  public static ElectionParameters read(final byte[] json) {
    return new ElectionParameters(json);
  }

  /** Election parameters of a new election, in canonical form. */
  public static ElectionParameters create(
      final String uuid,
      final String name,
      final String description,
      final Group group,
      final GroupElement publicKey,
      final List<Question> questions,
      final Optional<String> administrator,
      final Optional<String> credentialAuthority) {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> {
          json.name("version").integer(VERSION);
          json.name("description").string(description);
          json.name("name").string(name);
          json.name("group").string(group.name());
          json.name("public_key").string(publicKey.toString());
          json.name("questions").array(questions, question -> question.write(json));
          json.name("uuid").string(uuid);
          administrator.ifPresent(value -> json.name("administrator").string(value));
          credentialAuthority.ifPresent(value -> json.name("credential_authority").string(value));
        });
    return read(json.toBytes());
  }

  /** The bytes that everybody must use. */
  public byte[] json() {
    return json.clone();
  }

  /** φ: SHA-256 of the bytes in base 64, 43 characters. */
  public String fingerprint() {
    return fingerprint;
  }

  /** The identifier. */
  public String uuid() {
    return uuid;
  }

  /** The election's name. */
  public String name() {
    return name;
  }

  /** The election's description. */
  public String description() {
    return description;
  }

  /** 𝔾. */
  public Group group() {
    return group;
  }

  /** y, the public key that ballots are encrypted with. */
  public FixedBase publicKey() {
    return publicKey;
  }

  /** The questions, in the order of the answers of a ballot. */
  public List<Question> questions() {
    return questions;
  }

  /** Who runs the election, where that is said. */
  public Optional<String> administrator() {
    return administrator;
  }

  /** Who makes the credentials, where that is said. */
  public Optional<String> credentialAuthority() {
    return credentialAuthority;
  }
}
