package org.voteregistry.ballot.archive;

import java.util.Arrays;
import java.util.Optional;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * An {@code event} of the archive (specification 4.4).
 *
 * @param parent hash of the event before, absent in the first
 * @param height 0 in the first event, one more in each
 * @param type what happened
 * @param payload hash of the data that the event is about
 */
public record Event(Optional<String> parent, int height, EventType type, Optional<String> payload) {

  /** Reads an event, which must be in canonical form. */
  static Event read(final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final Optional<String> parent =
        fields.find("parent").map(value -> JsonFields.string(value, "parent"));
    final int height = fields.integer("height");
    final String name = fields.string("type");
    final EventType type =
        EventType.named(name)
            .orElseThrow(
                () ->
                    new Refusal(
                        Reason.UNSUPPORTED, "type", Refusal.quote(name) + " is no type of event"));
    final Optional<String> payload =
        fields.find("payload").map(value -> JsonFields.string(value, "payload"));
    fields.end();
    final Event event = new Event(parent, height, type, payload);
    if (!Arrays.equals(json, event.json())) {
      throw new Refusal(Reason.NOT_CANONICAL, "", "the event is not written in its canonical form");
    }
    return event;
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> {
          parent.ifPresent(value -> json.name("parent").string(value));
          json.name("height").integer(height);
          json.name("type").string(type.protocolName());
          payload.ifPresent(value -> json.name("payload").string(value));
        });
    return json.toBytes();
  }

  /** The event's hash, which the next one names as its parent. */
  public String hash() {
    return Fingerprint.hex(json());
  }
}
