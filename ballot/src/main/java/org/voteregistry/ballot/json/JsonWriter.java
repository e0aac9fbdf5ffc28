package org.voteregistry.ballot.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Writes the one form of a JSON text that is hashed (specification 4.15): no space, members in the
 * order of the specification, and in strings no escape that is not needed.
 */
public final class JsonWriter {
  /** Larger integers are written as strings, because the reference program does so. */
  private static final long LARGEST_PLAIN_WEIGHT = 0x3fffffffL;

  private final StringBuilder text = new StringBuilder(1024);
  private boolean first = true;

  /** Writes {@code {}} with the members that {@code body} writes. */
  public JsonWriter object(final Runnable body) {
    return nested('{', body, '}');
  }

  /** Writes an array with one element for each element of the collection. */
  public <T> JsonWriter array(final Collection<T> elements, final Consumer<T> each) {
    return nested('[', () -> elements.forEach(each), ']');
  }

  private JsonWriter nested(final char open, final Runnable body, final char close) {
    separate();
    text.append(open);
    first = true;
    body.run();
    text.append(close);
    first = false;
    return this;
  }

  /** Writes a member's name; its value must follow. */
  public JsonWriter name(final String name) {
    separate();
    quote(name);
    text.append(':');
    first = true;
    return this;
  }

  /** Writes a string. */
  public JsonWriter string(final String value) {
    separate();
    quote(value);
    return this;
  }

  /** Writes a big integer: base 10 in a string (specification 4.2). */
  public JsonWriter number(final BigInteger value) {
    return string(value.toString());
  }

  /** Writes a small integer. */
  public JsonWriter integer(final long value) {
    separate();
    text.append(value);
    return this;
  }

  /** Writes a weight or a count: an integer, or a string where it exceeds 2^30 - 1. */
  public JsonWriter weight(final long value) {
    return value <= LARGEST_PLAIN_WEIGHT ? integer(value) : string(Long.toString(value));
  }

  /** Writes a boolean. */
  public JsonWriter bool(final boolean value) {
    separate();
    text.append(value);
    return this;
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(final String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      final char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        default -> {
          if (c < ' ' || c == 0x7f) {
            text.append("\\u00").append(Character.forDigit(c >> 4, 16));
            text.append(Character.forDigit(c & 15, 16));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  /** The text. */
  @Override
  public String toString() {
    return text.toString();
  }

  /** The text in UTF-8. */
  public byte[] toBytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
