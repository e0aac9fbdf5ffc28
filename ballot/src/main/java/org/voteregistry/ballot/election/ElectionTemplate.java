package org.voteregistry.ballot.election;

import java.util.List;
import java.util.Optional;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;

/**
 * What an administrator writes of an election before there are keys: the {@code template} of {@code
 * belenios-tool setup make-election}, with the members of the election parameters (specification
 * 4.10) that are not computed.
 *
 * @param name the election's name
 * @param description the election's description
 * @param questions in the order of the answers of a ballot, at least one
 * @param administrator who runs the election, where that is said
 * @param credentialAuthority who makes the credentials, where that is said
 */
public record ElectionTemplate(
    String name,
    String description,
    List<Question> questions,
    Optional<String> administrator,
    Optional<String> credentialAuthority) {

  /** Makes the list immutable. */
  public ElectionTemplate {
    questions = List.copyOf(questions);
    if (questions.isEmpty()) {
      throw new Refusal(Reason.MALFORMED_FIELD, "questions", "an election needs a question");
    }
  }

  /**
   * Reads a template.
   *
   * @throws Refusal if it is not well formed
   */
  public static ElectionTemplate read(final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final ElectionTemplate template =
        new ElectionTemplate(
            fields.string("name"),
            fields.string("description"),
            fields.array("questions", Question::read),
            fields.find("administrator").map(v -> JsonFields.string(v, "administrator")),
            fields
                .find("credential_authority")
                .map(v -> JsonFields.string(v, "credential_authority")));
    fields.end();
    return template;
  }

  /**
   * The parameters of the election that this becomes.
   *
   * @param publicKey y, the product of the trustees' keys
   */
  public ElectionParameters parameters(
      final String uuid, final Group group, final GroupElement publicKey) {
    return ElectionParameters.create(
        ElectionUuid.check(uuid, "uuid"),
        name,
        description,
        group,
        publicKey,
        questions,
        administrator,
        credentialAuthority);
  }
}
