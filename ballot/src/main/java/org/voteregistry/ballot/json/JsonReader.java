package org.voteregistry.ballot.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.json.JsonValue.JsonArray;
import org.voteregistry.ballot.json.JsonValue.JsonBoolean;
import org.voteregistry.ballot.json.JsonValue.JsonInteger;
import org.voteregistry.ballot.json.JsonValue.JsonNull;
import org.voteregistry.ballot.json.JsonValue.JsonObject;
import org.voteregistry.ballot.json.JsonValue.JsonString;

/**
 * Reads one JSON text (RFC 8259, UTF-8), strictly: no byte order mark, no duplicate member, no
 * unpaired surrogate, no fraction, nothing after the value. What it needs of stack and memory is
 * bounded by {@link #MAX_DEPTH} and the length of the text, so a text from a stranger can be given
 * to it.
 */
public final class JsonReader {
  /** Messages of the protocol nest at most 8 deep. */
  static final int MAX_DEPTH = 24;

  private static final int MAX_DIGITS = 18;

  private final String text;
  private int at;

  private JsonReader(final String text) {
    this.text = text;
  }

  /**
   * Reads a text.
   *
   * @throws Refusal with {@link Reason#MALFORMED_JSON}
   */
  public static JsonValue read(final byte[] utf8) {
    final String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
    } catch (final CharacterCodingException e) {
      final Refusal refusal = new Refusal(Reason.MALFORMED_JSON, "", "not UTF-8");
      refusal.initCause(e);
      throw refusal;
    }
    return read(text);
  }

  /**
   * Reads a text.
   *
   * @throws Refusal with {@link Reason#MALFORMED_JSON}
   */
  public static JsonValue read(final String text) {
    final JsonReader reader = new JsonReader(text);
    reader.skipSpace();
    final JsonValue value = reader.value(0);
    reader.skipSpace();
    if (reader.at != text.length()) {
      throw reader.refuse("something follows the value");
    }
    return value;
  }

  private JsonValue value(final int depth) {
    if (depth > MAX_DEPTH) {
      throw refuse("nested deeper than " + MAX_DEPTH);
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new JsonString(string());
      case 't' -> literal("true", new JsonBoolean(true));
      case 'f' -> literal("false", new JsonBoolean(false));
      case 'n' -> literal("null", new JsonNull());
      default -> integer();
    };
  }

  private JsonObject object(final int depth) {
    final Map<String, JsonValue> members = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      return new JsonObject(members);
    }
    while (true) {
      if (peek() != '"') {
        throw refuse("a member's name was expected");
      }
      final String name = string();
      skipSpace();
      expect(':');
      skipSpace();
      if (members.put(name, value(depth + 1)) != null) {
        throw refuse("member " + Refusal.quote(name) + " appears twice");
      }
      skipSpace();
      if (peek() == '}') {
        at++;
        return new JsonObject(members);
      }
      expect(',');
      skipSpace();
    }
  }

  private JsonArray array(final int depth) {
    final List<JsonValue> elements = new ArrayList<>();
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      return new JsonArray(elements);
    }
    while (true) {
      elements.add(value(depth + 1));
      skipSpace();
      if (peek() == ']') {
        at++;
        return new JsonArray(elements);
      }
      expect(',');
      skipSpace();
    }
  }

  private String string() {
    final int start = ++at;
    // Nearly every string of a ballot is a number without escapes: copy it in one piece.
    while (true) {
      final char c = next();
      if (c == '"') {
        return text.substring(start, at - 1);
      }
      if (c == '\\' || c < ' ' || Character.isSurrogate(c)) {
        at--;
        return escapedString(start);
      }
    }
  }

  private String escapedString(final int start) {
    final StringBuilder result = new StringBuilder().append(text, start, at);
    while (true) {
      final char c = next();
      if (c == '"') {
        return paired(result.toString());
      } else if (c == '\\') {
        result.append(escape());
      } else if (c < ' ') {
        throw refuse("control character in a string");
      } else {
        result.append(c);
      }
    }
  }

  private char escape() {
    final char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          final char hex = next();
          final int digit = hex < 128 ? Character.digit(hex, 16) : -1;
          if (digit < 0) {
            throw refuse("four hexadecimal digits were expected");
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> throw refuse("unknown escape");
    };
  }

  private String paired(final String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isHighSurrogate(value.charAt(i))
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(value.charAt(i))) {
        throw refuse("unpaired surrogate in a string");
      }
    }
    return value;
  }

  private JsonInteger integer() {
    final int start = at;
    if (peek() == '-') {
      at++;
    }
    final int digits = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    final int length = at - digits;
    if (length == 0) {
      throw refuse("a value was expected");
    }
    if (length > 1 && text.charAt(digits) == '0') {
      throw refuse("a number with a leading zero");
    }
    if (length > MAX_DIGITS) {
      throw refuse("a number of more than " + MAX_DIGITS + " digits");
    }
    if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0) {
      throw refuse("an integer was expected");
    }
    return new JsonInteger(Long.parseLong(text, start, at, 10));
  }

  private JsonValue literal(final String name, final JsonValue value) {
    if (!text.startsWith(name, at)) {
      throw refuse("a value was expected");
    }
    at += name.length();
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw refuse("the text ends too early");
    }
    return text.charAt(at);
  }

  private char next() {
    final char c = peek();
    at++;
    return c;
  }

  private void expect(final char c) {
    if (next() != c) {
      at--;
      throw refuse("'" + c + "' was expected");
    }
  }

  private Refusal refuse(final String what) {
    return new Refusal(Reason.MALFORMED_JSON, "", what + " at character " + at);
  }
}
