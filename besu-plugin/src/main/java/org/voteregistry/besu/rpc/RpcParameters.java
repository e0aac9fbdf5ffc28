package org.voteregistry.besu.rpc;

import java.math.BigInteger;
import java.util.List;

/**
 * Reads the parameters of a request. A number may come as a JSON number, as decimal digits, or as
 * {@code 0x} and hexadecimal digits.
 */
final class RpcParameters {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Object[] values;
  private final List<String> names;

  /**
   * Checks how many there are.
   *
   * @param required how many must be given
   * @param names of all, in order
   * @throws VotesRpcException with {@link VotesRpcError#INVALID_PARAMETER}
   */
  RpcParameters(final Object[] values, final int required, final String... names) {
    this.values = values == null ? new Object[0] : values;
    this.names = List.of(names);
    if (this.values.length < required || this.values.length > names.length) {
      throw invalid(
          "the parameters are [%s]%s; got %d of them"
              .formatted(
                  String.join(", ", names),
                  required < names.length ? ", the first %d required".formatted(required) : "",
                  this.values.length));
    }
  }

  /** A text of at most 100 characters. */
  String text(final int index) {
    if (values[index] instanceof String text && text.length() <= 100) {
      return text;
    }
    throw invalid("%s is a short text; got %s".formatted(names.get(index), shown(index)));
  }

  /** A number within bounds. */
  long number(final int index, final long smallest, final long largest) {
    final BigInteger number = parse(index);
    if (number.compareTo(BigInteger.valueOf(smallest)) < 0
        || number.compareTo(BigInteger.valueOf(largest)) > 0) {
      throw invalid(
          "%s is a number from %d to %s; got %s"
              .formatted(
                  names.get(index),
                  smallest,
                  LARGEST.equals(BigInteger.valueOf(largest)) ? "2^63-1" : largest,
                  shown(index)));
    }
    return number.longValueExact();
  }

  /** A number within bounds, or what stands for it when the parameter is left out. */
  long number(final int index, final long smallest, final long largest, final long otherwise) {
    return index < values.length && values[index] != null
        ? number(index, smallest, largest)
        : otherwise;
  }

  private BigInteger parse(final int index) {
    return switch (values[index]) {
      case Integer number -> BigInteger.valueOf(number);
      case Long number -> BigInteger.valueOf(number);
      case BigInteger number -> number;
      case String text when text.matches("[0-9]{1,20}") -> new BigInteger(text);
      case String text when text.matches("0[xX][0-9a-fA-F]{1,16}") ->
          new BigInteger(text.substring(2), 16);
      case null, default ->
          throw invalid(
              "%s is a whole number, in decimal or as 0x…; got %s"
                  .formatted(names.get(index), shown(index)));
    };
  }

  private String shown(final int index) {
    final String text = String.valueOf(values[index]);
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  static VotesRpcException invalid(final String message) {
    return new VotesRpcException(VotesRpcError.INVALID_PARAMETER, message);
  }
}
