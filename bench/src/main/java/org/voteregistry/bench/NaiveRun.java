package org.voteregistry.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.voteregistry.contracts.NaiveVoteRegistry;
import org.voteregistry.proofs.VoteHash;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/**
 * One transaction per vote from 30 accounts, spread over all nodes, signed before the clock runs.
 */
final class NaiveRun {
  private static final int ACCOUNTS = 30;
  private static final BigInteger ELECTION = BigInteger.ONE;
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(300_000);
  private static final BigInteger DEPLOYMENT_GAS = BigInteger.valueOf(5_000_000);
  private static final int POLLS = 300;
  private static final int POLL_MILLIS = 200;

  private final Nodes nodes;
  private final URI rpc;
  private final Path adminKeyFile;

  NaiveRun(final Nodes nodes, final URI rpc, final Path adminKeyFile) {
    this.nodes = nodes;
    this.rpc = rpc;
    this.adminKeyFile = adminKeyFile;
  }

  record Outcome(double signSeconds, double seconds, BlockLoad blocks, double gasPerVote) {}

  /** An account's signed transactions in nonce order, 0x and hexadecimal digits. */
  private record Sender(String address, List<String> transactions) {}

  Outcome record(final List<VoteHash> votes) {
    final Web3j web3j = Web3j.build(new HttpService(rpc.toString()));
    try {
      final long chainId = Hex.number(nodes.call("eth_chainId"));
      final NaiveVoteRegistry contract = deploy(web3j, chainId);
      final long signFrom = System.nanoTime();
      final List<Sender> senders = sign(contract, chainId, votes);
      final double signSeconds = RecordBench.seconds(signFrom, System.nanoTime());

      final long before = nodes.blockNumber();
      final long sendFrom = System.nanoTime();
      send(senders);
      final double seconds = RecordBench.seconds(sendFrom, System.nanoTime());
      final BlockLoad all = BlockLoad.read(nodes, before + 1, nodes.blockNumber());
      requireRecorded(contract, votes.size());
      return new Outcome(signSeconds, seconds, all, (double) all.gas() / votes.size());
    } finally {
      web3j.shutdown();
    }
  }

  private NaiveVoteRegistry deploy(final Web3j web3j, final long chainId) {
    try {
      final Credentials admin = Credentials.create(Files.readString(adminKeyFile).strip());
      return NaiveVoteRegistry.deploy(
              web3j,
              new RawTransactionManager(web3j, admin, chainId, POLLS, POLL_MILLIS),
              new StaticGasProvider(web3j.ethGasPrice().send().getGasPrice(), DEPLOYMENT_GAS))
          .send();
    } catch (final IOException e) {
      throw new BenchFailed("the naive contract was not deployed: " + e.getMessage());
    } catch (final Exception e) {
      // web3j declares no narrower type
      throw new BenchFailed("the naive contract was not deployed: " + e);
    }
  }

  private static List<Sender> sign(
      final NaiveVoteRegistry contract, final long chainId, final List<VoteHash> votes) {
    final SecureRandom random = new SecureRandom();
    final List<Future<Sender>> signing = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (int account = 0; account < ACCOUNTS; account++) {
        final int first = account;
        final Credentials credentials =
            Credentials.create(ECKeyPair.create(new BigInteger(248, random).add(BigInteger.ONE)));
        signing.add(threads.submit(() -> sender(contract, chainId, votes, first, credentials)));
      }
      final List<Sender> senders = new ArrayList<>();
      for (final Future<Sender> sender : signing) {
        senders.add(sender.get());
      }
      return senders;
    } catch (final ExecutionException e) {
      throw new BenchFailed("signing failed: " + e.getCause());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }

  private static Sender sender(
      final NaiveVoteRegistry contract,
      final long chainId,
      final List<VoteHash> votes,
      final int first,
      final Credentials account) {
    final List<String> transactions = new ArrayList<>();
    for (int vote = first; vote < votes.size(); vote += ACCOUNTS) {
      final VoteHash hash = votes.get(vote);
      final RawTransaction transaction =
          RawTransaction.createTransaction(
              BigInteger.valueOf(transactions.size()),
              BigInteger.ZERO,
              GAS_LIMIT,
              contract.getContractAddress(),
              contract
                  .recordVote(hash.toBytes(), ELECTION, hash.reference().text())
                  .encodeFunctionCall());
      transactions.add(
          Numeric.toHexString(TransactionEncoder.signMessage(transaction, chainId, account)));
    }
    return new Sender(account.getAddress(), transactions);
  }

  /** Returns when every transaction is in a block. */
  private void send(final List<Sender> senders) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      final List<Future<?>> running = new ArrayList<>();
      for (int sender = 0; sender < senders.size(); sender++) {
        final Sender from = senders.get(sender);
        final NaiveSender sending =
            new NaiveSender(nodes, sender, from.address(), from.transactions());
        running.add(threads.submit(sending::send));
      }
      for (final Future<?> sender : running) {
        sender.get();
      }
    } catch (final ExecutionException e) {
      throw new BenchFailed(String.valueOf(e.getCause().getMessage()));
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }

  private void requireRecorded(final NaiveVoteRegistry contract, final int votes) {
    final long recorded =
        Hex.number(
            "0x"
                + nodes
                    .call(
                        "eth_call",
                        Map.of(
                            "to",
                            contract.getContractAddress(),
                            "data",
                            contract.voteCount().encodeFunctionCall()),
                        "latest")
                    .text()
                    .substring(50));
    if (recorded != votes) {
      throw new BenchFailed(
          "the naive contract counts %d votes, not %d".formatted(recorded, votes));
    }
  }
}
