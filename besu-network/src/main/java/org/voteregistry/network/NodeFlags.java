package org.voteregistry.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line of one validator. The launcher and the compose file both come from here: a test
 * compares the latter.
 *
 * @param dataPath the node's database
 * @param genesisFile the genesis
 * @param keyFile the node's private key
 * @param staticNodesFile enode URLs of all nodes
 * @param networkId p2p network id; the chain id by custom
 * @param p2pHost IP address that peers reach it under
 * @param p2pInterface address that p2p listens on
 * @param p2pPort port of p2p
 * @param rpcHost address that RPC listens on
 * @param rpcPort port of RPC
 * @param hostAllowlist host names that a request may name (against DNS rebinding)
 * @param extraApis further RPC namespaces
 */
record NodeFlags(
    String dataPath,
    String genesisFile,
    String keyFile,
    String staticNodesFile,
    long networkId,
    String p2pHost,
    String p2pInterface,
    int p2pPort,
    String rpcHost,
    int rpcPort,
    List<String> hostAllowlist,
    List<String> extraApis) {
  private static final List<String> APIS =
      List.of("ETH", "NET", "WEB3", "QBFT", "ADMIN", "TXPOOL", "DEBUG", "TRACE");

  /**
   * Transactions that the pool holds; one account may fill it, because one recorder sends them all.
   */
  private static final int POOL_SIZE = 20_000;

  /** From this release on the option on parallel transactions is no longer an experimental one. */
  private static final BesuRelease STABLE_PARALLEL_OPTION = new BesuRelease(25, 7);

  NodeFlags {
    hostAllowlist = List.copyOf(hostAllowlist);
    extraApis = List.copyOf(extraApis);
  }

  /** The command line as a release understands it. */
  List<String> arguments(final BesuRelease release) {
    final List<String> apis = new ArrayList<>(APIS);
    apis.addAll(extraApis);
    return List.of(
        "--data-path=" + dataPath,
        "--genesis-file=" + genesisFile,
        "--node-private-key-file=" + keyFile,
        "--static-nodes-file=" + staticNodesFile,
        "--network-id=" + networkId,
        "--sync-mode=FULL",
        // only the nodes of the static list: nobody is looked for, and nobody is asked how we look
        // from outside
        "--discovery-enabled=false",
        "--nat-method=NONE",
        "--p2p-host=" + p2pHost,
        "--p2p-interface=" + p2pInterface,
        "--p2p-port=" + p2pPort,
        "--rpc-http-enabled=true",
        "--rpc-http-host=" + rpcHost,
        "--rpc-http-port=" + rpcPort,
        "--rpc-http-api=" + String.join(",", apis),
        "--host-allowlist=" + String.join(",", hostAllowlist),
        "--rpc-http-max-active-connections=400",
        "--rpc-http-max-batch-size=1024",
        // gas is free; without the target the block gas limit would drift towards Besu's own
        "--min-gas-price=0",
        "--target-gas-limit=" + Genesis.GAS_LIMIT,
        // the sequenced pool alone lets one account have more than a small share
        "--tx-pool=sequenced",
        "--tx-pool-limit-by-account-percentage=1",
        "--tx-pool-max-size=" + POOL_SIZE,
        // every batch writes its election's counter: executed side by side they conflict, and each
        // would be executed twice
        (release.isBefore(STABLE_PARALLEL_OPTION) ? "--Xbonsai" : "--bonsai")
            + "-parallel-tx-processing-enabled=false");
  }
}
