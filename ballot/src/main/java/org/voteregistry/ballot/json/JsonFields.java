package org.voteregistry.ballot.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.json.JsonValue.JsonArray;
import org.voteregistry.ballot.json.JsonValue.JsonBoolean;
import org.voteregistry.ballot.json.JsonValue.JsonInteger;
import org.voteregistry.ballot.json.JsonValue.JsonObject;
import org.voteregistry.ballot.json.JsonValue.JsonString;

/**
 * The members of a JSON object, taken out one by one and checked for their type. Each refusal names
 * the place. {@link #end()} refuses members that nobody asked for.
 */
public final class JsonFields {
  private static final int MAX_WEIGHT_DIGITS = 18;

  private final JsonObject object;
  private final String where;
  private final Set<String> taken = new HashSet<>();

  private JsonFields(final JsonObject object, final String where) {
    this.object = object;
    this.where = where;
  }

  /**
   * The members of a value that must be an object.
   *
   * @param where where the value stands, for refusals
   */
  public static JsonFields of(final JsonValue value, final String where) {
    if (value instanceof final JsonObject object) {
      return new JsonFields(object, where);
    }
    throw new Refusal(Reason.MALFORMED_FIELD, where, "an object was expected");
  }

  /** The elements of a value that must be an array, each read with the place where it stands. */
  public static <T> List<T> elements(
      final JsonValue value, final String where, final BiFunction<JsonValue, String, T> each) {
    if (!(value instanceof final JsonArray array)) {
      throw new Refusal(Reason.MALFORMED_FIELD, where, "an array was expected");
    }
    final List<T> result = new ArrayList<>(array.elements().size());
    for (int i = 0; i < array.elements().size(); i++) {
      result.add(each.apply(array.elements().get(i), where + "[" + i + "]"));
    }
    return List.copyOf(result);
  }

  /** The string that a value must be. */
  public static String string(final JsonValue value, final String where) {
    if (value instanceof final JsonString string) {
      return string.value();
    }
    throw new Refusal(Reason.MALFORMED_FIELD, where, "a string was expected");
  }

  /**
   * A number in canonical base 10 in a string (specification 4.2): digits only, no leading zero.
   *
   * @param below the number must be smaller
   */
  public static BigInteger number(
      final JsonValue value, final String where, final BigInteger below) {
    return decimal(string(value, where), where, below);
  }

  /** A number in canonical base 10: digits only, no leading zero, smaller than {@code below}. */
  public static BigInteger decimal(
      final String digits, final String where, final BigInteger below) {
    // Before the conversion, whose cost grows with the square of the length.
    if (digits.isEmpty() || digits.length() > below.bitLength() * 30103L / 100000 + 2) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE, where, Refusal.quote(digits) + " has a wrong length");
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        throw new Refusal(
            Reason.NUMBER_OUT_OF_RANGE, where, Refusal.quote(digits) + " is not in base 10");
      }
    }
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE, where, Refusal.quote(digits) + " has a leading zero");
    }
    final BigInteger number = new BigInteger(digits);
    if (number.compareTo(below) >= 0) {
      throw new Refusal(Reason.NUMBER_OUT_OF_RANGE, where, Refusal.quote(digits) + " is too large");
    }
    return number;
  }

  /** A weight or count: a non-negative integer, or one in base 10 in a string. */
  public static long weight(final JsonValue value, final String where) {
    if (value instanceof final JsonInteger integer) {
      return notNegative(integer.value(), where);
    }
    return weight(string(value, where), where);
  }

  /** A weight in base 10, of at most 18 digits. */
  public static long weight(final String digits, final String where) {
    return decimal(digits, where, BigInteger.TEN.pow(MAX_WEIGHT_DIGITS)).longValueExact();
  }

  private static long notNegative(final long value, final String where) {
    if (value < 0) {
      throw new Refusal(Reason.NUMBER_OUT_OF_RANGE, where, value + " is negative");
    }
    return value;
  }

  /** Where a member stands. */
  public String place(final String name) {
    return where.isEmpty() ? name : where + "." + name;
  }

  /** A member that must be there. */
  public JsonValue get(final String name) {
    return find(name)
        .orElseThrow(() -> new Refusal(Reason.MALFORMED_FIELD, place(name), "missing"));
  }

  /** A member that may be absent. */
  public Optional<JsonValue> find(final String name) {
    taken.add(name);
    return Optional.ofNullable(object.members().get(name));
  }

  /** A member that must be a string. */
  public String string(final String name) {
    return string(get(name), place(name));
  }

  /** A member that must be a number in base 10 in a string, smaller than {@code below}. */
  public BigInteger number(final String name, final BigInteger below) {
    return number(get(name), place(name), below);
  }

  /** A member that must be an integer from 0 to 2^31 - 1. */
  public int integer(final String name) {
    if (!(get(name) instanceof final JsonInteger integer)) {
      throw new Refusal(Reason.MALFORMED_FIELD, place(name), "an integer was expected");
    }
    if (integer.value() < 0 || integer.value() > Integer.MAX_VALUE) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE, place(name), integer.value() + " is out of range");
    }
    return (int) integer.value();
  }

  /** A member that must be a weight. */
  public long weight(final String name) {
    return weight(get(name), place(name));
  }

  /** A member that must be a boolean where it is present. */
  public Optional<Boolean> bool(final String name) {
    return find(name)
        .map(
            value -> {
              if (value instanceof final JsonBoolean bool) {
                return bool.value();
              }
              throw new Refusal(Reason.MALFORMED_FIELD, place(name), "a boolean was expected");
            });
  }

  /** A member that must be an array. */
  public <T> List<T> array(final String name, final BiFunction<JsonValue, String, T> each) {
    return elements(get(name), place(name), each);
  }

  /** Refuses members that were not asked for. */
  public void end() {
    for (final String name : object.members().keySet()) {
      if (!taken.contains(name)) {
        throw new Refusal(
            Reason.MALFORMED_FIELD, where, "unexpected member " + Refusal.quote(name));
      }
    }
  }
}
