package org.voteregistry.backend.chain;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a receipt's logs, or of eth_getLogs.
 *
 * @param address the contract, lower-case
 * @param topics 0x and 64 hex digits each; the first says which event
 * @param data 0x and hex: the fields that are not indexed
 */
public record EventLog(
    String address,
    List<String> topics,
    String data,
    String transactionHash,
    long blockNumber,
    String blockHash) {
  /** Reads the JSON-RPC form. */
  public static EventLog of(final JsonNode log) {
    return new EventLog(
        log.path("address").asString("").toLowerCase(Locale.ROOT),
        log.path("topics").valueStream().map(JsonNode::asString).toList(),
        log.path("data").asString("0x"),
        log.path("transactionHash").asString(""),
        Quantity.toLong(log.path("blockNumber")),
        log.path("blockHash").asString(""));
  }
}
