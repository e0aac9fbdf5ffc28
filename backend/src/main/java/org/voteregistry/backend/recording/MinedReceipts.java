package org.voteregistry.backend.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voteregistry.backend.chain.ChainNode;
import org.voteregistry.backend.chain.RpcAnswer;
import org.voteregistry.backend.chain.RpcRequest;
import tools.jackson.databind.JsonNode;

/**
 * Receipts of one account's consumed nonces, from one node. To answer for one transaction Besu
 * decodes the receipts of its whole block and hashes every event in them, so those of one block are
 * asked for together: one by one this took more of a validator's time than all of its block making.
 */
final class MinedReceipts {
  /**
   * Gas limits, all together, up to which whole blocks are asked for. A vote has at least {@link
   * GasLimit#VOTE} of them and its event is about 700 bytes of JSON, so this bounds an answer to
   * some 20 MB.
   */
  private static final long WHOLE_BLOCKS = 30_000 * GasLimit.VOTE;

  private final ChainNode node;
  private final Set<String> wanted;
  private final boolean wholeBlocks;
  private final Map<String, TransactionReceipt> known = new HashMap<>();
  private long lastBlock = -1;

  /**
   * @param consumed the transactions that will be asked for
   */
  MinedReceipts(final ChainNode node, final List<PendingTransaction> consumed) {
    this.node = node;
    this.wanted =
        consumed.stream().flatMap(t -> t.hashes().stream()).collect(Collectors.toUnmodifiableSet());
    this.wholeBlocks =
        consumed.size() > 1
            && consumed.stream().mapToLong(PendingTransaction::gasLimit).sum() <= WHOLE_BLOCKS;
  }

  /** The receipt of whichever form of the transaction was mined; empty where the node has none. */
  Optional<TransactionReceipt> of(final PendingTransaction transaction) {
    final Optional<TransactionReceipt> before =
        transaction.hashes().stream().filter(known::containsKey).map(known::get).findFirst();
    if (before.isPresent()) {
      return before;
    }
    final List<RpcAnswer> answers =
        node.batch(
            transaction.hashes().stream()
                .map(hash -> RpcRequest.of("eth_getTransactionReceipt", hash))
                .toList());
    for (final RpcAnswer answer : answers) {
      final JsonNode result = node.result("eth_getTransactionReceipt", answer);
      if (result.isObject()) {
        final TransactionReceipt receipt = TransactionReceipt.of(result);
        if (wholeBlocks && receipt.blockNumber() != lastBlock) {
          readBlock(receipt.blockNumber());
        }
        return Optional.of(receipt);
      }
    }
    return Optional.empty();
  }

  /** A node that refuses this method is asked for one receipt after the other. */
  private void readBlock(final long block) {
    lastBlock = block;
    final String number = "0x" + Long.toHexString(block);
    if (node.batch(List.of(RpcRequest.of("eth_getBlockReceipts", number))).getFirst()
        instanceof RpcAnswer.Result all) {
      for (final JsonNode receipt : all.value()) {
        final String hash = receipt.path("transactionHash").asString("");
        if (wanted.contains(hash)) {
          known.put(hash, TransactionReceipt.of(receipt));
        }
      }
    }
  }
}
