package org.voteregistry.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** Waiting until nodes have a block that none of them had before, and the same one. */
final class BlockAgreement {
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * One node that is asked.
   *
   * @param name what messages call it
   * @param rpc its RPC
   */
  record Peer(String name, JsonRpc rpc) {}

  private final List<Peer> peers;
  private final Runnable checkAlive;

  /**
   * @param peers the nodes that must agree
   * @param checkAlive throws when one of them ended
   */
  BlockAgreement(final List<Peer> peers, final Runnable checkAlive) {
    this.peers = List.copyOf(peers);
    this.checkAlive = checkAlive;
  }

  /**
   * @throws ChainStalledException after the timeout, with what each node said last
   */
  void await(final Duration timeout) {
    final long deadline = System.nanoTime() + timeout.toNanos();
    OptionalLong before = OptionalLong.empty();
    List<String> said = List.of();
    while (System.nanoTime() < deadline) {
      checkAlive.run();
      final List<String> states = new ArrayList<>();
      final List<Long> heights = heights(states);
      said = states;
      if (heights.size() == peers.size()) {
        final long common = Collections.min(heights);
        if (before.isEmpty()) {
          before = OptionalLong.of(Collections.max(heights));
        } else if (common > before.getAsLong() && sameBlock(common)) {
          return;
        }
      }
      if (!sleep()) {
        break;
      }
    }
    throw new ChainStalledException(
        "The nodes did not agree on a new block within "
            + timeout.toSeconds()
            + " s: "
            + String.join("; ", said));
  }

  private List<Long> heights(final List<String> states) {
    final List<Long> heights = new ArrayList<>();
    for (final Peer peer : peers) {
      try {
        final long height = peer.rpc().blockNumber();
        heights.add(height);
        states.add(peer.name() + " is at block " + height);
      } catch (final JsonRpcException e) {
        states.add(peer.name() + " does not answer");
      }
    }
    return heights;
  }

  private boolean sameBlock(final long number) {
    try {
      final String first = peers.getFirst().rpc().blockHash(number);
      for (final Peer peer : peers) {
        if (first.isEmpty() || !first.equals(peer.rpc().blockHash(number))) {
          return false;
        }
      }
      return true;
    } catch (final JsonRpcException e) {
      return false; // a node that ends meanwhile is noticed in the next round
    }
  }

  private static boolean sleep() {
    try {
      Thread.sleep(POLL);
      return true;
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
