package org.voteregistry.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteReceipt;
import org.voteregistry.proofs.VoterIndex;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/**
 * An election's board as one node's logs show it. What is lost or doubled is counted here, not from
 * what the backend says.
 */
final class BoardOnChain {
  /** Besu's limit for one eth_getLogs. */
  private static final long MOST_BLOCKS = 5_000;

  private final Web3j web3j;
  private final long chainElectionId;
  private final List<Vote> votes = new ArrayList<>();
  private final Map<BigInteger, String> roots = new HashMap<>();
  private final Map<String, BigInteger> gas = new HashMap<>();
  private long nextBlock;

  /** One VoteRecorded event, and when it was first seen here (System.nanoTime). */
  record Vote(
      long serial,
      int voterIndex,
      VoteHash hash,
      long blockNumber,
      String blockHash,
      String transactionHash,
      long seenAt) {}

  BoardOnChain(final URI rpc, final long chainElectionId, final long fromBlock) {
    this.web3j = Web3j.build(new HttpService(rpc.toString()));
    this.chainElectionId = chainElectionId;
    this.nextBlock = fromBlock;
  }

  static long blockNumber(final URI rpc) throws IOException {
    return Web3j.build(new HttpService(rpc.toString()))
        .ethBlockNumber()
        .send()
        .getBlockNumber()
        .longValueExact();
  }

  /** Reads the blocks that are new since the last call; returns the votes so far. */
  List<Vote> follow() throws IOException {
    final long head = web3j.ethBlockNumber().send().getBlockNumber().longValueExact();
    while (nextBlock <= head) {
      final long to = Math.min(head, nextBlock + MOST_BLOCKS - 1);
      final EthFilter filter =
          new EthFilter(
              DefaultBlockParameter.valueOf(BigInteger.valueOf(nextBlock)),
              DefaultBlockParameter.valueOf(BigInteger.valueOf(to)),
              DeterministicDeployment.VOTE_REGISTRY_ADDRESS);
      filter.addSingleTopic(EventEncoder.encode(VoteRegistry.VOTERECORDED_EVENT));
      filter.addSingleTopic(
          Numeric.toHexStringWithPrefixZeroPadded(BigInteger.valueOf(chainElectionId), 64));
      final EthLog logs = web3j.ethGetLogs(filter).send();
      if (logs.hasError()) {
        throw new IOException("eth_getLogs: " + logs.getError().getMessage());
      }
      final long now = System.nanoTime();
      for (final EthLog.LogResult<?> result : logs.getLogs()) {
        final Log log = (Log) result.get();
        final VoteRegistry.VoteRecordedEventResponse event =
            VoteRegistry.getVoteRecordedEventFromLog(log);
        votes.add(
            new Vote(
                event.serial.longValueExact(),
                event.voterIndex.intValueExact(),
                VoteHash.of(event.voteHash),
                log.getBlockNumber().longValueExact(),
                log.getBlockHash(),
                log.getTransactionHash(),
                now));
      }
      nextBlock = to + 1;
    }
    return votes;
  }

  /** Whether serials are 0, 1, 2 … in the order of the log. */
  boolean inSerialOrder() {
    for (int i = 0; i < votes.size(); i++) {
      if (votes.get(i).serial() != i) {
        return false;
      }
    }
    return true;
  }

  /** The board hash recomputed from the logs, 64 hexadecimal digits. */
  String boardHash() {
    byte[] link = BoardHash.empty();
    for (final Vote vote : votes) {
      link =
          BoardHash.next(
              link, new Serial(vote.serial()), new VoterIndex(vote.voterIndex()), vote.hash());
    }
    return Numeric.toHexStringNoPrefix(link);
  }

  /** The election as the contract keeps it. */
  VoteRegistry.Election election() throws IOException {
    return call(contract().election(BigInteger.valueOf(chainElectionId)));
  }

  /** Why a receipt does not hold on this node; empty when it does. */
  String objection(final VoteReceipt receipt) throws IOException {
    if (!receipt.pathLeadsToRoot()) {
      return "the path does not lead to the root";
    }
    if (receipt.chainElectionId() != chainElectionId) {
      return "it is of another election";
    }
    if (!receipt.root().equals(root(BigInteger.valueOf(receipt.batchId())))) {
      return "the contract keeps another root";
    }
    if (receipt.serial() >= votes.size()) {
      return "no event has its serial";
    }
    final Vote vote = votes.get(Math.toIntExact(receipt.serial()));
    final boolean same =
        vote.hash().equals(receipt.hash())
            && vote.voterIndex() == receipt.voterIndex()
            && vote.transactionHash().equals(receipt.transactionHash())
            && vote.blockHash().equals(receipt.blockHash());
    return same ? "" : "the event at its serial says something else";
  }

  /** Gas of all recording transactions. */
  BigInteger gasUsed() throws IOException {
    BigInteger sum = BigInteger.ZERO;
    for (final Vote vote : votes) {
      if (!gas.containsKey(vote.transactionHash())) {
        final BigInteger used =
            web3j
                .ethGetTransactionReceipt(vote.transactionHash())
                .send()
                .getTransactionReceipt()
                .orElseThrow()
                .getGasUsed();
        gas.put(vote.transactionHash(), used);
        sum = sum.add(used);
      }
    }
    return sum;
  }

  /** Number of transactions that hold the votes. */
  long transactions() {
    return votes.stream().map(Vote::transactionHash).distinct().count();
  }

  /** Block time in Unix seconds. */
  long blockTime(final long number) throws IOException {
    final EthBlock.Block block =
        web3j
            .ethGetBlockByNumber(DefaultBlockParameter.valueOf(BigInteger.valueOf(number)), false)
            .send()
            .getBlock();
    return block.getTimestamp().longValueExact();
  }

  private String root(final BigInteger batchId) throws IOException {
    final String known = roots.get(batchId);
    if (known != null) {
      return known;
    }
    final VoteRegistry.Batch batch =
        call(contract().batch(BigInteger.valueOf(chainElectionId), batchId));
    final String root = Numeric.toHexString(batch.root);
    roots.put(batchId, root);
    return root;
  }

  private VoteRegistry contract() {
    return VoteRegistry.load(
        DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
        web3j,
        new org.web3j.tx.ReadonlyTransactionManager(web3j, DeterministicDeployment.PROXY),
        new org.web3j.tx.gas.DefaultGasProvider());
  }

  private static <T> T call(final org.web3j.protocol.core.RemoteFunctionCall<T> call)
      throws IOException {
    try {
      return call.send();
    } catch (final IOException e) {
      throw e;
    } catch (final Exception e) {
      // RemoteCall.send declares Exception; what it throws beside IOException is the node's no.
      throw new BenchException("the contract does not answer: " + e.getMessage(), e);
    }
  }
}
