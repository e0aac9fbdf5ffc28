package org.voteregistry.besu.network;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.voteregistry.besu.chain.TestLogs;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.VoteHash;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/** Writes to the contract from one account that has every role, with nonces of its own. */
public final class Registry implements AutoCloseable {
  public static final String ADDRESS = DeterministicDeployment.VOTE_REGISTRY_ADDRESS;

  private static final long CHAIN_ID = 1337;
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(16_000_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Web3j web3j;
  private final Credentials account;
  private final VoteRegistry contract;
  private BigInteger nonce;

  public Registry(final URI node, final String privateKey) throws Exception {
    web3j = Web3j.build(new HttpService(node.toString()));
    account = Credentials.create(privateKey);
    contract =
        VoteRegistry.load(
            ADDRESS,
            web3j,
            new ReadonlyTransactionManager(web3j, account.getAddress()),
            new StaticGasProvider(BigInteger.ZERO, GAS_LIMIT));
    DeterministicDeployment.deploy(web3j, account, CHAIN_ID);
    nonce =
        web3j
            .ethGetTransactionCount(account.getAddress(), DefaultBlockParameterName.PENDING)
            .send()
            .getTransactionCount();
  }

  /** Gives the account the roles that it needs. */
  public void grantRoles() throws Exception {
    send(
        contract
            .grantRole(contract.ELECTION_ADMIN_ROLE().send(), account.getAddress())
            .encodeFunctionCall());
    await(
        send(
            contract
                .grantRole(contract.RECORDER_ROLE().send(), account.getAddress())
                .encodeFunctionCall()));
  }

  public long createElection(final long rollSize) throws Exception {
    final long now = Instant.now().getEpochSecond();
    await(
        send(
            contract
                .createElection(
                    TestLogs.hash("manifest").toBytes(),
                    TestLogs.hash("roll").toBytes(),
                    BigInteger.valueOf(rollSize),
                    BigInteger.valueOf(now - 60),
                    BigInteger.valueOf(now + 3600),
                    BigInteger.valueOf(now + 7200))
                .encodeFunctionCall()));
    return contract.electionCount().send().longValueExact();
  }

  /** The hash that stands for the ballot with a serial. */
  public static VoteHash ballot(final long election, final long serial) {
    return TestLogs.voteHash("ballot " + election + " " + serial);
  }

  /** Sends a batch and does not wait; voter indices run the other way in groups of 64. */
  public String recordBatch(final long election, final long first, final int count)
      throws IOException {
    final List<byte[]> hashes = new ArrayList<>();
    final List<BigInteger> voters = new ArrayList<>();
    for (long serial = first; serial < first + count; serial++) {
      hashes.add(ballot(election, serial).toBytes());
      voters.add(BigInteger.valueOf(voter(serial)));
    }
    return send(
        contract
            .recordVoteBatch(
                BigInteger.valueOf(election), BigInteger.valueOf(first), hashes, voters)
            .encodeFunctionCall());
  }

  /** The voter index of a serial: a permutation within each 64. */
  public static long voter(final long serial) {
    return serial ^ 63;
  }

  public void closeElection(final long election, final long ballots, final byte[] board)
      throws Exception {
    await(
        send(
            contract
                .closeElection(BigInteger.valueOf(election), BigInteger.valueOf(ballots), board)
                .encodeFunctionCall()));
  }

  public void publishResult(final long election, final List<BigInteger> counts) throws Exception {
    await(
        send(
            contract
                .publishResult(
                    BigInteger.valueOf(election), TestLogs.hash("result").toBytes(), counts)
                .encodeFunctionCall()));
  }

  public synchronized String send(final String data) throws IOException {
    final RawTransaction transaction =
        RawTransaction.createTransaction(
            nonce, BigInteger.ZERO, GAS_LIMIT, ADDRESS, BigInteger.ZERO, data);
    final EthSendTransaction sent =
        web3j
            .ethSendRawTransaction(
                Numeric.toHexString(TransactionEncoder.signMessage(transaction, CHAIN_ID, account)))
            .send();
    if (sent.hasError()) {
      throw new IOException(sent.getError().getMessage());
    }
    nonce = nonce.add(BigInteger.ONE);
    return sent.getTransactionHash();
  }

  /** Waits for a transaction and fails where it reverted. */
  public TransactionReceipt await(final String hash) throws IOException, InterruptedException {
    final long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      final var receipt = web3j.ethGetTransactionReceipt(hash).send().getTransactionReceipt();
      if (receipt.isPresent()) {
        if (!receipt.get().isStatusOK()) {
          throw new AssertionError("reverted: " + receipt.get());
        }
        return receipt.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not mined: " + hash);
      }
      Thread.sleep(100);
    }
  }

  public VoteRegistry contract() {
    return contract;
  }

  @Override
  public void close() {
    web3j.shutdown();
  }
}
