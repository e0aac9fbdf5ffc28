package org.voteregistry.backend.chain;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the chain is: properties {@code voteregistry.chain.*}.
 *
 * @param rpcUrls JSON-RPC addresses of the validators
 * @param adminKeyFile file with the private key (hex) of the contracts' first administrator; only
 *     needed while contract or roles are missing
 * @param connectTimeout how long to wait for a connection
 * @param requestTimeout how long to wait for an answer before another validator is asked
 * @param refreshInterval time between two looks at all validators
 * @param maxLag blocks that a validator may be behind the highest one and still be used
 */
@ConfigurationProperties("voteregistry.chain")
public record ChainProperties(
    @DefaultValue({"http://127.0.0.1:8001", "http://127.0.0.1:8002", "http://127.0.0.1:8003"})
        List<URI> rpcUrls,
    Path adminKeyFile,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("5s") Duration requestTimeout,
    @DefaultValue("2s") Duration refreshInterval,
    @DefaultValue("3") long maxLag) {

  /**
   * Copies the addresses.
   *
   * @throws IllegalArgumentException when there is none, or one is not http or https
   */
  public ChainProperties {
    rpcUrls = List.copyOf(rpcUrls);
    if (rpcUrls.isEmpty()) {
      throw new IllegalArgumentException(
          "voteregistry.chain.rpc-urls is empty: name at least one validator's JSON-RPC address");
    }
    for (final URI url : rpcUrls) {
      if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
        throw new IllegalArgumentException(
            "voteregistry.chain.rpc-urls has an address that is not http://host:port");
      }
    }
  }
}
