package org.voteregistry.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a network is to be started.
 *
 * @param kind Besu, the development chain, or whichever is there
 * @param folder where keys, genesis, node data and logs live; made when it is missing, continued
 *     when it holds a network
 * @param validators number of validators, or 0 for as many as the folder holds (3 in a new one)
 * @param chainId chain id of a network that is made anew
 * @param freshKeys whether a network that is made anew gets keys of its own instead of the
 *     published development keys
 * @param host address that RPC and p2p listen on; anything but loopback is refused with development
 *     keys
 * @param rpcPort port of the first node's RPC, the next node has the next one; 0 for free ports
 * @param p2pPort port of the first node's p2p, the next node has the next one; 0 for free ports
 * @param metricsPort port of the first node's Prometheus page, the next node has the next one; 0
 *     for none
 * @param heap largest Java heap of a node, as -Xmx takes it
 * @param besu the installation to use; empty to look for one
 * @param pluginsDirectory folder with plugin jars for every node; empty for the installation's own
 * @param votesPlugin jar of the votes index, which every node then loads from a folder of the
 *     network's own and answers for; empty for nodes without it
 * @param extraApis further RPC namespaces
 * @param extraNodeArguments further command line options of every node
 * @param startTimeout how long the nodes may take to agree on a rising block
 */
public record NetworkOptions(
    ChainKind kind,
    Path folder,
    int validators,
    long chainId,
    boolean freshKeys,
    String host,
    int rpcPort,
    int p2pPort,
    int metricsPort,
    String heap,
    Optional<BesuInstallation> besu,
    Optional<Path> pluginsDirectory,
    Optional<Path> votesPlugin,
    List<String> extraApis,
    List<String> extraNodeArguments,
    Duration startTimeout) {

  /** The chain id of development networks. */
  public static final long DEVELOPMENT_CHAIN_ID = 1337;

  /** RPC ports are 8001, 8002, 8003 … unless told otherwise. */
  public static final int DEFAULT_RPC_PORT = 8001;

  /** p2p ports are 30303, 30304, 30305 … unless told otherwise. */
  public static final int DEFAULT_P2P_PORT = 30303;

  private static final Pattern HEAP = Pattern.compile("[1-9]\\d*[kmgKMG]?");
  private static final Pattern API = Pattern.compile("[A-Za-z0-9]+");
  private static final int HIGHEST_PORT = 65_535;

  /**
   * @throws IllegalArgumentException when a number is out of its range or a name is not one
   */
  public NetworkOptions {
    Objects.requireNonNull(kind, "kind");
    folder = folder.toAbsolutePath().normalize();
    require(
        validators >= 0 && validators <= 100,
        "validators lie between 1 and 100, not " + validators);
    require(chainId > 0, "a chain id is positive, not " + chainId);
    require(
        rpcPort >= 0 && rpcPort <= HIGHEST_PORT,
        "an RPC port lies between 0 and 65535, not " + rpcPort);
    require(
        p2pPort >= 0 && p2pPort <= HIGHEST_PORT,
        "a p2p port lies between 0 and 65535, not " + p2pPort);
    require(
        metricsPort >= 0 && metricsPort <= HIGHEST_PORT,
        "a metrics port lies between 0 and 65535, not " + metricsPort);
    require(
        HEAP.matcher(heap).matches(),
        "a heap is a number with k, m or g, such as 512m, not " + heap);
    require(
        pluginsDirectory.isEmpty() || votesPlugin.isEmpty(),
        "nodes have one folder of plugins: put the votes index into it, or name no folder");
    extraApis = List.copyOf(extraApis);
    extraApis.forEach(
        api ->
            require(
                API.matcher(api).matches(),
                "an RPC namespace has letters and digits only, not " + api));
    extraNodeArguments = List.copyOf(extraNodeArguments);
    require(startTimeout.isPositive(), "the start timeout is positive, not " + startTimeout);
  }

  private static void require(final boolean holds, final String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Options with the defaults: three validators on loopback, ports from 8001 and 30303. */
  public static Builder in(final Path folder) {
    return new Builder(folder);
  }

  /** Collects options that differ from the defaults. */
  public static final class Builder {
    private final Path folder;
    private ChainKind kind = ChainKind.AUTO;
    private int validators;
    private long chainId = DEVELOPMENT_CHAIN_ID;
    private boolean freshKeys;
    private String host = "127.0.0.1";
    private int rpcPort = DEFAULT_RPC_PORT;
    private int p2pPort = DEFAULT_P2P_PORT;
    private int metricsPort;
    private String heap = "512m";
    private Optional<BesuInstallation> besu = Optional.empty();
    private Optional<Path> pluginsDirectory = Optional.empty();
    private Optional<Path> votesPlugin = Optional.empty();
    private List<String> extraApis = List.of();
    private List<String> extraNodeArguments = List.of();
    private Duration startTimeout = Duration.ofMinutes(5);

    private Builder(final Path folder) {
      this.folder = folder;
    }

    public Builder kind(final ChainKind value) {
      kind = value;
      return this;
    }

    public Builder validators(final int value) {
      validators = value;
      return this;
    }

    public Builder chainId(final long value) {
      chainId = value;
      return this;
    }

    /** Keys of its own instead of the published development keys. */
    public Builder freshKeys(final boolean value) {
      freshKeys = value;
      return this;
    }

    public Builder host(final String value) {
      host = value;
      return this;
    }

    public Builder rpcPort(final int value) {
      rpcPort = value;
      return this;
    }

    public Builder p2pPort(final int value) {
      p2pPort = value;
      return this;
    }

    /**
     * Free ports for RPC and p2p; a folder that is started again keeps the ports that it had while
     * they are free.
     */
    public Builder freePorts() {
      return rpcPort(0).p2pPort(0);
    }

    public Builder metricsPort(final int value) {
      metricsPort = value;
      return this;
    }

    public Builder heap(final String value) {
      heap = value;
      return this;
    }

    public Builder besu(final BesuInstallation value) {
      besu = Optional.of(value);
      return this;
    }

    public Builder pluginsDirectory(final Path value) {
      pluginsDirectory = Optional.of(value);
      return this;
    }

    /** The packaged plugin; whatever else serves votes_* then needs no further option. */
    public Builder votesPlugin(final Path jar) {
      votesPlugin = Optional.of(jar.toAbsolutePath());
      return this;
    }

    public Builder extraApis(final String... values) {
      extraApis = List.of(values);
      return this;
    }

    public Builder extraNodeArguments(final String... values) {
      extraNodeArguments = List.of(values);
      return this;
    }

    public Builder startTimeout(final Duration value) {
      startTimeout = value;
      return this;
    }

    /** The options, checked. */
    public NetworkOptions build() {
      return new NetworkOptions(
          kind,
          folder,
          validators,
          chainId,
          freshKeys,
          host,
          rpcPort,
          p2pPort,
          metricsPort,
          heap,
          besu,
          pluginsDirectory,
          votesPlugin,
          extraApis,
          extraNodeArguments,
          startTimeout);
    }
  }
}
