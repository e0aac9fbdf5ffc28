package org.voteregistry.backend.chain;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** Nodes for tests, outside of any pool. */
public final class ChainNodes {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private ChainNodes() {}

  public static ChainNode at(final URI uri, final Duration timeout) {
    return new ChainNode(uri, HTTP, timeout);
  }
}
