package org.voteregistry.backend.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voteregistry.backend.chain.ChainNode;
import org.voteregistry.backend.chain.Quantity;
import org.voteregistry.backend.chain.RpcAnswer;
import org.voteregistry.backend.chain.RpcRequest;

/**
 * How far one node is: its newest block, the accounts' next nonces, and the receipts of those
 * pending transactions whose nonces it has in blocks. All from the same node, nonces before
 * receipts, so that a receipt which is missing here is missing there.
 *
 * @param nonces number of mined transactions of each account
 * @param mined receipts in the order of nonces, up to the first that is missing
 * @param missing transactions whose nonce is consumed but which have no receipt
 */
record ChainProgress(
    long blockNumber,
    Map<String, Long> nonces,
    Map<PendingTransaction, TransactionReceipt> mined,
    List<PendingTransaction> missing) {
  /** A receipt carries all events of a batch: about 150 kB of JSON for 200 votes. */
  private static final int RECEIPTS_PER_PASS = 64;

  static ChainProgress of(
      final ChainNode node, final List<String> accounts, final List<PendingTransaction> pending) {
    final List<RpcRequest> requests = new ArrayList<>();
    requests.add(RpcRequest.of("eth_blockNumber"));
    accounts.forEach(
        account -> requests.add(RpcRequest.of("eth_getTransactionCount", account, "latest")));
    final List<RpcAnswer> answers = node.batch(requests);
    final Map<String, Long> nonces = new LinkedHashMap<>();
    for (int i = 0; i < accounts.size(); i++) {
      nonces.put(
          accounts.get(i),
          Quantity.toLong(node.result("eth_getTransactionCount", answers.get(i + 1))));
    }
    final Map<PendingTransaction, TransactionReceipt> mined = new LinkedHashMap<>();
    final List<PendingTransaction> missing = new ArrayList<>();
    for (final String account : accounts) {
      receipts(
          node,
          pending.stream()
              .filter(t -> t.account().equals(account) && t.nonce() < nonces.get(account))
              .toList(),
          mined,
          missing);
    }
    return new ChainProgress(
        Quantity.toLong(node.result("eth_blockNumber", answers.getFirst())),
        nonces,
        mined,
        missing);
  }

  private static void receipts(
      final ChainNode node,
      final List<PendingTransaction> consumed,
      final Map<PendingTransaction, TransactionReceipt> mined,
      final List<PendingTransaction> missing) {
    final List<PendingTransaction> some =
        consumed.subList(0, Math.min(consumed.size(), RECEIPTS_PER_PASS));
    final MinedReceipts receipts = new MinedReceipts(node, some);
    for (final PendingTransaction transaction : some) {
      final Optional<TransactionReceipt> receipt = receipts.of(transaction);
      if (receipt.isEmpty()) {
        missing.add(transaction);
        return;
      }
      mined.put(transaction, receipt.get());
    }
  }
}
