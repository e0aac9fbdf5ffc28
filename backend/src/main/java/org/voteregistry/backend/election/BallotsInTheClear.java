package org.voteregistry.backend.election;

import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.ChainException;
import org.voteregistry.backend.chain.ValidatorPool;

/**
 * Whether elections without trustees may open, whose ballots anybody can read: property {@code
 * voteregistry.ballot.unencrypted-allowed}. It is there to measure and test recording without the
 * cost of encryption, and only on the development network of this machine.
 */
@Component
final class BallotsInTheClear {
  private static final Logger LOG = LoggerFactory.getLogger(BallotsInTheClear.class);

  /** Of the development network, whose keys are public. */
  private static final long DEVELOPMENT_CHAIN_ID = 1337;

  private final boolean allowed;
  private final ValidatorPool pool;

  /**
   * @throws IllegalArgumentException when they are allowed and a validator is not on loopback, or
   *     runs another chain than the development network
   */
  BallotsInTheClear(
      @Value("${voteregistry.ballot.unencrypted-allowed:false}") final boolean allowed,
      @Value("${voteregistry.chain.rpc-urls:}") final List<URI> rpcUrls,
      final ValidatorPool pool) {
    this.pool = pool;
    if (allowed) {
      rpcUrls.forEach(BallotsInTheClear::requireLoopback);
      requireDevelopmentChain();
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

  /**
   * Asks the validators which chain they run. Without an answer the addresses alone decide: on a
   * chain that is away no election can open.
   *
   * @throws IllegalArgumentException when it is not the development network
   */
  void requireDevelopmentChain() {
    final long chainId;
    try {
      chainId = pool.identity().chainId();
    } catch (final ChainException e) {
      LOG.warn("which chain the validators run is not known yet: {}", e.getMessage());
      return;
    }
    if (chainId != DEVELOPMENT_CHAIN_ID) {
      throw new IllegalArgumentException(
          ("voteregistry.ballot.unencrypted-allowed is for the development network, chain id %d,"
                  + " and the validators run chain id %d; take the property out")
              .formatted(DEVELOPMENT_CHAIN_ID, chainId));
    }
  }
}
