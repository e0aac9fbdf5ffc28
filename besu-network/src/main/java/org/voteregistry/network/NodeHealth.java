package org.voteregistry.network;

import java.net.URI;
import java.util.Optional;

/**
 * What a node says about itself.
 *
 * @param block number of its latest block
 * @param peers how many nodes it is connected to; 0 for a node that knows no peers, as on the
 *     development chain
 */
public record NodeHealth(long block, int peers) {

  /** Asks a node; empty where it does not answer. */
  public static Optional<NodeHealth> ask(final URI url) {
    final JsonRpc rpc = new JsonRpc(url);
    final long block;
    try {
      block = rpc.blockNumber();
    } catch (final JsonRpcException e) {
      return Optional.empty();
    }
    return Optional.of(new NodeHealth(block, peers(rpc)));
  }

  private static int peers(final JsonRpc rpc) {
    try {
      return Integer.decode(rpc.call("net_peerCount").asString());
    } catch (final JsonRpcException e) {
      return 0; // anvil has no such method
    }
  }
}
