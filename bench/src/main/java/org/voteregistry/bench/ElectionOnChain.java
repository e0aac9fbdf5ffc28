package org.voteregistry.bench;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.OfflineVoteRegistry;
import org.voteregistry.contracts.VoteRegistry;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * What the contract says of an election.
 *
 * @param recorded number of votes on chain
 * @param boardHash 32 bytes, zero before the election is closed
 * @param resultHash 32 bytes, zero before a result is published
 */
@SuppressWarnings("ArrayRecordComponent")
record ElectionOnChain(long recorded, byte[] boardHash, boolean closed, byte[] resultHash) {
  private static final String ADDRESS = DeterministicDeployment.VOTE_REGISTRY_ADDRESS;

  /** Encodes calls and decodes answers; never sends one. */
  private static final VoteRegistry BINDING = OfflineVoteRegistry.binding();

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
    final List<?> decoded = call.decodeFunctionResponse(answer);
    if (decoded.isEmpty()) {
      throw new BenchFailed("a node answers for the contract with nothing: " + answer);
    }
    final VoteRegistry.Election election = (VoteRegistry.Election) decoded.getFirst();
    return new ElectionOnChain(
        election.recorded.longValueExact(),
        election.boardHash,
        election.closed,
        election.resultHash);
  }

  /** Whether the election is closed with exactly this board. */
  boolean closedAs(final Board board) {
    return closed && recorded == board.votes().size() && Arrays.equals(boardHash, board.hash());
  }
}
