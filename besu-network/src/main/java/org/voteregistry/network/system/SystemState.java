package org.voteregistry.network.system;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A system that answers.
 *
 * @param chain what the chain is made of, in words
 * @param rpcUrls JSON-RPC of each node
 * @param backendUrl where the backend answers; empty when it was not to be started
 */
record SystemState(String chain, List<URI> rpcUrls, Optional<URI> backendUrl) {
  SystemState {
    rpcUrls = List.copyOf(rpcUrls);
  }

  /** The addresses, for a person. */
  String addresses() {
    final StringBuilder text = new StringBuilder();
    text.append("chain      ").append(chain).append('\n');
    for (int i = 0; i < rpcUrls.size(); i++) {
      text.append("rpc ").append(i + 1).append("      ").append(rpcUrls.get(i)).append('\n');
    }
    backendUrl.ifPresent(
        url -> {
          text.append("backend    ").append(url).append('\n');
          text.append("api docs   ").append(url).append("/v3/api-docs\n");
        });
    return text.toString();
  }
}
