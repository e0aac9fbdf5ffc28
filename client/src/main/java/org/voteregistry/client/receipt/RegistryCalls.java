package org.voteregistry.client.receipt;

import java.math.BigInteger;
import java.util.List;
import org.voteregistry.client.node.NodeCall;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.OfflineVoteRegistry;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteReceipt;
import org.web3j.abi.EventEncoder;
import org.web3j.utils.Numeric;

/**
 * The questions to a node that settle a receipt. They go to the address that the contract has on
 * every network, whatever address a receipt names.
 */
public final class RegistryCalls {
  static final String ADDRESS = DeterministicDeployment.VOTE_REGISTRY_ADDRESS;
  static final String VOTE_RECORDED = EventEncoder.encode(VoteRegistry.VOTERECORDED_EVENT);
  static final NodeCall CHAIN_ID = NodeCall.of("eth_chainId");
  static final NodeCall CODE = NodeCall.of("eth_getCode", ADDRESS, "latest");

  /** Encodes calls; never sends one. */
  private static final VoteRegistry ENCODER = OfflineVoteRegistry.binding();

  private RegistryCalls() {}

  static List<NodeCall> all(final VoteReceipt receipt) {
    return List.of(
        CHAIN_ID,
        CODE,
        batch(receipt),
        verifyVote(receipt),
        hasVoted(receipt),
        transactionReceipt(receipt),
        block(receipt));
  }

  static NodeCall batch(final VoteReceipt receipt) {
    return call(
        ENCODER.batch(big(receipt.chainElectionId()), big(receipt.batchId())).encodeFunctionCall());
  }

  static NodeCall verifyVote(final VoteReceipt receipt) {
    return verifyVote(
        receipt.chainElectionId(),
        receipt.batchId(),
        receipt.serial(),
        receipt.voterIndex(),
        receipt.hash(),
        receipt.proof().stream().map(Numeric::hexStringToByteArray).toList());
  }

  /**
   * Asks the contract whether a vote stands in a batch; the answer is a boolean's word.
   *
   * @param path siblings from the leaf to below the root, 32 bytes each
   */
  public static NodeCall verifyVote(
      final long electionId,
      final long batchId,
      final long serial,
      final long voterIndex,
      final VoteHash vote,
      final List<byte[]> path) {
    return call(
        ENCODER
            .verifyVote(
                big(electionId), big(batchId), big(serial), big(voterIndex), vote.toBytes(), path)
            .encodeFunctionCall());
  }

  static NodeCall hasVoted(final VoteReceipt receipt) {
    return call(
        ENCODER
            .hasVoted(big(receipt.chainElectionId()), big(receipt.voterIndex()))
            .encodeFunctionCall());
  }

  static NodeCall transactionReceipt(final VoteReceipt receipt) {
    return NodeCall.of("eth_getTransactionReceipt", receipt.transactionHash());
  }

  static NodeCall block(final VoteReceipt receipt) {
    return NodeCall.of(
        "eth_getBlockByNumber", "0x" + Long.toHexString(receipt.blockNumber()), false);
  }

  private static NodeCall call(final String data) {
    return NodeCall.contract(ADDRESS, data);
  }

  private static BigInteger big(final long value) {
    return BigInteger.valueOf(value);
  }
}
