package org.voteregistry.bench;

import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.VoteHash;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/** Records votes in one election straight through the contract, without a backend. */
final class VoteWriter implements AutoCloseable {
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(16_000_000);

  /** Transactions in the pool at most. */
  private static final int IN_FLIGHT = 20;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Nodes nodes;
  private final Web3j web3j;
  private final Credentials account;
  private final long chainId;
  private final VoteRegistry contract;
  private long election;
  private long nonce;
  private long votes;

  VoteWriter(final URI node, final String privateKey, final long chainId) {
    this.nodes = new Nodes(List.of(node));
    this.web3j = Web3j.build(new HttpService(node.toString()));
    this.account = Credentials.create(privateKey);
    this.chainId = chainId;
    this.contract =
        VoteRegistry.load(
            DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
            web3j,
            new RawTransactionManager(web3j, account, chainId, 300, 200),
            new StaticGasProvider(BigInteger.ZERO, GAS_LIMIT));
  }

  /** Deploys the contract and creates an election with a roll of this size. */
  void open(final int rollSize) {
    try {
      DeterministicDeployment.deploy(web3j, account, chainId);
      contract.grantRole(contract.ELECTION_ADMIN_ROLE().send(), account.getAddress()).send();
      contract.grantRole(contract.RECORDER_ROLE().send(), account.getAddress()).send();
      final long now = Instant.now().getEpochSecond();
      contract
          .createElection(
              VoteHash.ofBallot(new byte[] {1}).toBytes(),
              VoteHash.ofBallot(new byte[] {2}).toBytes(),
              BigInteger.valueOf(rollSize),
              BigInteger.valueOf(now - 60),
              BigInteger.valueOf(now + 7_200),
              BigInteger.valueOf(now + 14_400))
          .send();
      election = contract.electionCount().send().longValueExact();
      nonce = mined();
    } catch (final Exception e) {
      // web3j declares no narrower type
      throw new BenchFailed("the election was not created: " + e.getMessage());
    }
  }

  long election() {
    return election;
  }

  long votes() {
    return votes;
  }

  /** The hash of the vote with a serial. */
  static VoteHash hash(final long serial) {
    return VoteHash.ofBallot(ByteBuffer.allocate(8).putLong(serial).array());
  }

  /** Sends the next batch; its transaction. */
  String send(final int count) {
    Pause.until(
        "room for a transaction",
        PATIENCE,
        Duration.ofMillis(50),
        () -> nonce < IN_FLIGHT || nonce - mined() < IN_FLIGHT);
    final List<byte[]> hashes = new ArrayList<>(count);
    final List<BigInteger> voters = new ArrayList<>(count);
    for (long serial = votes; serial < votes + count; serial++) {
      hashes.add(hash(serial).toBytes());
      voters.add(BigInteger.valueOf(serial));
    }
    final RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonce),
            BigInteger.ZERO,
            GAS_LIMIT,
            DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
            BigInteger.ZERO,
            contract
                .recordVoteBatch(
                    BigInteger.valueOf(election), BigInteger.valueOf(votes), hashes, voters)
                .encodeFunctionCall());
    final byte[] signed = TransactionEncoder.signMessage(transaction, chainId, account);
    final var answer = nodes.call("eth_sendRawTransaction", Numeric.toHexString(signed));
    if (answer.error() != null) {
      throw new BenchFailed("a batch was refused: " + answer.error());
    }
    nonce++;
    votes += count;
    return answer.text();
  }

  /** Returns when every sent batch is in a block and has recorded its votes. */
  void awaitAll() {
    Pause.until("all batches are to be in blocks", PATIENCE, () -> mined() >= nonce);
    final long recorded = ElectionOnChain.read(nodes, election).recorded();
    if (recorded != votes) {
      throw new BenchFailed("%d votes were sent, %d are recorded".formatted(votes, recorded));
    }
  }

  private long mined() {
    return Hex.number(nodes.call("eth_getTransactionCount", account.getAddress(), "latest"));
  }

  @Override
  public void close() {
    web3j.shutdown();
  }
}
