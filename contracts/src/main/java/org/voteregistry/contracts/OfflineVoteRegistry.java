package org.voteregistry.contracts;

import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/**
 * The generated binding for those who carry calls to a node themselves: it encodes calls of
 * VoteRegistry at {@link DeterministicDeployment#VOTE_REGISTRY_ADDRESS} and decodes their answers,
 * and never sends anything.
 */
public final class OfflineVoteRegistry {
  private OfflineVoteRegistry() {}

  /** The binding; its {@code send} methods fail, because no node is behind it. */
  public static VoteRegistry binding() {
    final Web3j unused = Web3j.build(new HttpService("http://127.0.0.1:1"));
    final String address = DeterministicDeployment.VOTE_REGISTRY_ADDRESS;
    return VoteRegistry.load(
        address, unused, new ReadonlyTransactionManager(unused, address), new DefaultGasProvider());
  }
}
