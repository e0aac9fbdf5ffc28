package org.voteregistry.ballot.json;

import java.util.List;
import java.util.Map;

/** A value of a JSON text. Belenios knows no fractions, so numbers are integers. */
public sealed interface JsonValue {

  /** An object; its members keep the order of the text. */
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {}

  /** An array. */
  record JsonArray(List<JsonValue> elements) implements JsonValue {}

  /** A string. */
  record JsonString(String value) implements JsonValue {}

  /** An integer of at most 18 digits. */
  record JsonInteger(long value) implements JsonValue {}

  /** A boolean. */
  record JsonBoolean(boolean value) implements JsonValue {}

  /** The literal {@code null}, which no message of the protocol uses. */
  record JsonNull() implements JsonValue {}
}
