package org.voteregistry.network;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The public facts of a network, kept as {@code network.json} in its folder.
 *
 * @param kind BESU or DEV
 * @param chainId chain id
 * @param developmentKeys whether its keys are the published ones
 * @param adminAddress account of the first administrator, 0x and 40 hex digits
 * @param adminKeyFile name of the file in the folder that holds this account's private key
 * @param host address that the nodes listen on
 * @param nodes the nodes, in order
 */
public record NetworkDescriptor(
    ChainKind kind,
    long chainId,
    boolean developmentKeys,
    String adminAddress,
    String adminKeyFile,
    String host,
    List<Node> nodes) {

  public NetworkDescriptor {
    nodes = List.copyOf(nodes);
  }

  /**
   * One node.
   *
   * @param address its validator address; that of the development chain's node is the zero address
   * @param rpcPort port of its HTTP JSON-RPC, 0 as long as it was never started
   * @param p2pPort port of its p2p, 0 as long as it was never started and on the development chain
   */
  public record Node(String address, int rpcPort, int p2pPort) {}

  /** The HTTP JSON-RPC address of every node. */
  public List<URI> rpcUrls() {
    return nodes.stream()
        .map(node -> URI.create("http://" + Loopback.reachable(host) + ":" + node.rpcPort()))
        .toList();
  }

  NetworkDescriptor at(
      final String newHost, final List<Integer> rpcPorts, final List<Integer> p2pPorts) {
    final List<Node> moved = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      moved.add(new Node(nodes.get(i).address(), rpcPorts.get(i), p2pPorts.get(i)));
    }
    return new NetworkDescriptor(
        kind, chainId, developmentKeys, adminAddress, adminKeyFile, newHost, moved);
  }
}
