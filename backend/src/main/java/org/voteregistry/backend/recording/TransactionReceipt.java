package org.voteregistry.backend.recording;

import java.util.List;
import org.voteregistry.backend.chain.EventLog;
import org.voteregistry.backend.chain.Quantity;
import tools.jackson.databind.JsonNode;

/**
 * What became of a mined transaction.
 *
 * @param succeeded status 1 (EIP-658); else it changed nothing but the nonce
 */
record TransactionReceipt(
    String transactionHash,
    boolean succeeded,
    long blockNumber,
    String blockHash,
    long gasUsed,
    List<EventLog> logs) {

  static TransactionReceipt of(final JsonNode receipt) {
    return new TransactionReceipt(
        receipt.path("transactionHash").asString(),
        Quantity.toLong(receipt.path("status")) == 1,
        Quantity.toLong(receipt.path("blockNumber")),
        receipt.path("blockHash").asString(),
        Quantity.toLong(receipt.path("gasUsed")),
        receipt.path("logs").valueStream().map(EventLog::of).toList());
  }
}
