package org.voteregistry.bench;

import java.math.BigInteger;
import java.util.Map;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.VoteRegistry;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/**
 * What the contract says of an election.
 *
 * @param recorded number of votes on chain
 * @param boardHash 32 bytes, zero before the election is closed
 */
@SuppressWarnings("ArrayRecordComponent")
record ElectionOnChain(long recorded, byte[] boardHash, boolean closed) {
  private static final String ADDRESS = DeterministicDeployment.VOTE_REGISTRY_ADDRESS;

  /** Encodes calls and decodes answers; never sends one. */
  private static final VoteRegistry BINDING = binding();

  private static VoteRegistry binding() {
    final Web3j unused = Web3j.build(new HttpService("http://127.0.0.1:1"));
    return VoteRegistry.load(
        ADDRESS, unused, new ReadonlyTransactionManager(unused, ADDRESS), new DefaultGasProvider());
  }

  /**
   * @throws BenchFailed when no node tells, which may pass when the nodes are saturated
   */
  static ElectionOnChain read(final Nodes nodes, final long chainElectionId) {
    final RemoteFunctionCall<VoteRegistry.Election> call =
        BINDING.election(BigInteger.valueOf(chainElectionId));
    final String answer =
        nodes
            .call("eth_call", Map.of("to", ADDRESS, "data", call.encodeFunctionCall()), "latest")
            .text();
    final VoteRegistry.Election election =
        (VoteRegistry.Election) call.decodeFunctionResponse(answer).getFirst();
    return new ElectionOnChain(
        election.recorded.longValueExact(), election.boardHash, election.closed);
  }
}
