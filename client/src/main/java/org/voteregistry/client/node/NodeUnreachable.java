package org.voteregistry.client.node;

import java.net.URI;

/** A node does not answer, or not in JSON-RPC. */
public final class NodeUnreachable extends Exception {
  private static final long serialVersionUID = 1L;

  NodeUnreachable(final URI node, final String reason) {
    super("%s cannot be reached: %s".formatted(node, reason));
  }
}
