package org.voteregistry.bench;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.voteregistry.client.node.Node;
import org.voteregistry.client.node.NodeAnswer;
import org.voteregistry.client.node.NodeCall;
import org.voteregistry.client.node.NodeUnreachable;

/** The nodes of a network; a question goes to the first one that answers. */
final class Nodes {
  private final List<Node> nodes;

  Nodes(final List<URI> rpcUrls) {
    nodes = rpcUrls.stream().map(Node::new).toList();
  }

  Node get(final int node) {
    return nodes.get(node % nodes.size());
  }

  int count() {
    return nodes.size();
  }

  NodeAnswer call(final String method, final Object... parameters) {
    final NodeCall call = NodeCall.of(method, parameters);
    return all(List.of(call)).get(call);
  }

  Map<NodeCall, NodeAnswer> all(final Collection<NodeCall> calls) {
    final StringBuilder reasons = new StringBuilder();
    for (final Node node : nodes) {
      try {
        return node.all(calls);
      } catch (final NodeUnreachable e) {
        reasons.append(e.getMessage()).append("; ");
      }
    }
    throw new BenchFailed("no node answers: " + reasons);
  }

  long blockNumber() {
    return Hex.number(call("eth_blockNumber"));
  }
}
