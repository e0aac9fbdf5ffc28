package org.voteregistry.client.receipt;

import java.math.BigInteger;
import java.util.List;
import org.voteregistry.client.node.NodeCall;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.VoteReceipt;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * The questions to a node that settle a receipt. They go to the address that the contract has on
 * every network, whatever address a receipt names.
 */
final class RegistryCalls {
  static final String ADDRESS = DeterministicDeployment.VOTE_REGISTRY_ADDRESS;
  static final String VOTE_RECORDED = EventEncoder.encode(VoteRegistry.VOTERECORDED_EVENT);
  static final NodeCall CHAIN_ID = NodeCall.of("eth_chainId");
  static final NodeCall CODE = NodeCall.of("eth_getCode", ADDRESS, "latest");

  /** Encodes calls; never sends one. */
  private static final VoteRegistry ENCODER = encoder();

  private RegistryCalls() {}

  private static VoteRegistry encoder() {
    final Web3j unused = Web3j.build(new HttpService("http://127.0.0.1:1"));
    return VoteRegistry.load(
        ADDRESS, unused, new ReadonlyTransactionManager(unused, ADDRESS), new DefaultGasProvider());
  }

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
    return call(
        ENCODER
            .verifyVote(
                big(receipt.chainElectionId()),
                big(receipt.batchId()),
                big(receipt.serial()),
                big(receipt.voterIndex()),
                receipt.hash().toBytes(),
                receipt.proof().stream().map(Numeric::hexStringToByteArray).toList())
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
