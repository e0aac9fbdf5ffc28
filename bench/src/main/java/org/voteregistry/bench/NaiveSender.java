package org.voteregistry.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.voteregistry.client.node.Node;
import org.voteregistry.client.node.NodeAnswer;
import org.voteregistry.client.node.NodeCall;
import org.voteregistry.client.node.NodeUnreachable;

/**
 * Sends one account's signed transactions in the order of their nonces, a few at a time. Where a
 * node stands still, the open ones go to the next node, too.
 */
final class NaiveSender {
  /** Transactions in one request. */
  private static final int CHUNK = 5;

  /**
   * Transactions of one account in the nodes' pools at most. More does not help: blocks of more
   * than a few hundred of these transactions take longer than a QBFT round, and every failed round
   * doubles the time of the next one.
   */
  private static final int IN_FLIGHT = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration STALLED = Duration.ofSeconds(15);

  /** Thirty accounts look: more often, and the looking itself would load the nodes. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Nodes nodes;
  private final String address;
  private final List<String> transactions;
  private int place;
  private int sent;
  private int mined;
  private long progressAt = System.nanoTime();

  /**
   * @param place number of the node to begin with
   * @param transactions 0x and hexadecimal digits, in nonce order from 0
   */
  NaiveSender(
      final Nodes nodes, final int place, final String address, final List<String> transactions) {
    this.nodes = nodes;
    this.place = place;
    this.address = address;
    this.transactions = transactions;
  }

  /** Returns when every transaction is in a block. */
  void send() {
    while (sent < transactions.size()) {
      final int to = Math.min(transactions.size(), sent + CHUNK);
      awaitMined(to - IN_FLIGHT);
      send(sent, to);
      sent = to;
    }
    awaitMined(transactions.size());
  }

  private void awaitMined(final int count) {
    if (mined >= count) {
      return;
    }
    Pause.until(
        "%d transactions of %s are to be in blocks".formatted(count, address),
        PATIENCE,
        BETWEEN_LOOKS,
        () -> look() >= count);
  }

  private int look() {
    final long now = System.nanoTime();
    try {
      final int found =
          (int) Hex.number(nodes.get(place).call("eth_getTransactionCount", address, "latest"));
      if (found > mined) {
        mined = found;
        progressAt = now;
      }
    } catch (final NodeUnreachable e) {
      // saturated for the moment: the next look tells
    }
    if (now - progressAt > STALLED.toNanos()) {
      place++;
      progressAt = now;
      send(mined, sent);
    }
    return mined;
  }

  private void send(final int from, final int to) {
    final List<NodeCall> calls =
        transactions.subList(from, to).stream()
            .map(transaction -> NodeCall.of("eth_sendRawTransaction", transaction))
            .toList();
    final Node node = nodes.get(place);
    try {
      for (final NodeAnswer answer : node.all(calls).values()) {
        if (answer.error() != null && !isThere(answer.error())) {
          throw new BenchFailed("a node refused a transaction: " + answer.error());
        }
      }
    } catch (final NodeUnreachable e) {
      // it may have taken some; whatever it did not is sent again when nothing moves
      place++;
    }
  }

  /** Whether a node says that it has the transaction, in its pool or in a block. */
  private static boolean isThere(final String error) {
    final String message = error.toLowerCase(Locale.ROOT);
    return message.contains("known")
        || message.contains("already")
        || message.contains("nonce too low");
  }
}
