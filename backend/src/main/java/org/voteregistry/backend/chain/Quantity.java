package org.voteregistry.backend.chain;

import java.math.BigInteger;
import tools.jackson.databind.JsonNode;

/** JSON-RPC quantities: 0x and hexadecimal digits without leading zeros. */
public final class Quantity {
  private static final int HEX = 16;

  private Quantity() {}

  /** Reads a quantity that fits a long. */
  public static long toLong(final JsonNode node) {
    return toBigInteger(node).longValueExact();
  }

  /** Reads a quantity. */
  public static BigInteger toBigInteger(final JsonNode node) {
    final String text = node.asString("");
    if (!text.startsWith("0x") || text.length() < 3) {
      throw new ChainException.UnexpectedAnswer("expected a quantity such as 0x1f, got " + node);
    }
    return new BigInteger(text.substring(2), HEX);
  }

  /** Writes a quantity. */
  public static String of(final long value) {
    return "0x" + Long.toHexString(value);
  }
}
