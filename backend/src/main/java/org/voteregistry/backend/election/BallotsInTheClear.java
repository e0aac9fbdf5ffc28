package org.voteregistry.backend.election;

import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether elections without trustees may open, whose ballots anybody can read: property {@code
 * voteregistry.ballot.unencrypted-allowed}. It is there to measure and test recording without the
 * cost of encryption, and only on a chain of this machine.
 */
@Component
final class BallotsInTheClear {
  private static final Logger LOG = LoggerFactory.getLogger(BallotsInTheClear.class);

  private final boolean allowed;

  /**
   * @throws IllegalArgumentException when they are allowed and a validator is not on loopback
   */
  BallotsInTheClear(
      @Value("${voteregistry.ballot.unencrypted-allowed:false}") final boolean allowed,
      @Value("${voteregistry.chain.rpc-urls:}") final List<URI> rpcUrls) {
    if (allowed) {
      rpcUrls.forEach(BallotsInTheClear::requireLoopback);
      LOG.warn(
          "voteregistry.ballot.unencrypted-allowed is on: elections without trustees may open, and"
              + " anybody can read their ballots. Never hold a vote that way.");
    }
    this.allowed = allowed;
  }

  private static void requireLoopback(final URI url) {
    final String host = String.valueOf(url.getHost());
    if (!host.equals("localhost") && !host.startsWith("127.") && !host.equals("[::1]")) {
      throw new IllegalArgumentException(
          "voteregistry.ballot.unencrypted-allowed is for measuring on this machine alone, and the"
              + " validator on %s is not on it; take the property out".formatted(host));
    }
  }

  boolean allowed() {
    return allowed;
  }
}
