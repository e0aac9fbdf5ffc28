package org.voteregistry.bench;

import org.voteregistry.client.node.NodeAnswer;
import tools.jackson.databind.JsonNode;

/** Quantities as JSON-RPC writes them. */
final class Hex {
  private Hex() {}

  /**
   * @throws BenchFailed when the node gave an error instead
   */
  static long number(final NodeAnswer answer) {
    if (answer.text().isEmpty()) {
      throw new BenchFailed(
          "a node gave no number: "
              + (answer.error() == null ? answer.result().toString() : answer.error()));
    }
    return number(answer.text());
  }

  static long number(final JsonNode quantity) {
    return number(quantity.asString("0x0"));
  }

  static long number(final String quantity) {
    return Long.parseUnsignedLong(quantity.substring(2), 16);
  }

  static String of(final long number) {
    return "0x" + Long.toHexString(number);
  }
}
