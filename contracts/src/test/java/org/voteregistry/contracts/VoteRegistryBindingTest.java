package org.voteregistry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/** The generated binding on a real chain: events, errors, storage, and the gas of a transaction. */
class VoteRegistryBindingTest {
  private static final BigInteger GAS_PRICE = BigInteger.valueOf(2_000_000_000L);
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(100_000_000);
  private static final BigInteger ROLL_SIZE = BigInteger.valueOf(10_000);

  private static Anvil anvil;
  private static VoteRegistry registry;

  @BeforeAll
  static void deploy() throws Exception {
    anvil = Anvil.start().withGenesisAdmin(Anvil.ACCOUNT.getAddress());
    DeterministicDeployment.deploy(anvil.web3j(), Anvil.ACCOUNT, Anvil.CHAIN_ID);
    registry =
        VoteRegistry.load(
            DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
            anvil.web3j(),
            new RawTransactionManager(anvil.web3j(), Anvil.ACCOUNT, Anvil.CHAIN_ID, 100, 50),
            new StaticGasProvider(GAS_PRICE, GAS_LIMIT));
    for (final byte[] role :
        List.of(registry.ELECTION_ADMIN_ROLE().send(), registry.RECORDER_ROLE().send())) {
      registry.grantRole(role, Anvil.ACCOUNT.getAddress()).send();
    }
  }

  @AfterAll
  static void stopChain() {
    anvil.close();
  }

  @Test
  void readsTheEventsOfABatchAndFindsItsRootInTheState() throws Exception {
    final BigInteger election = createElection();
    final TransactionReceipt receipt = record(election, 0, 254, 5);

    final var votes = VoteRegistry.getVoteRecordedEvents(receipt);
    assertThat(votes)
        .extracting(vote -> vote.serial.intValueExact())
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(votes)
        .extracting(vote -> vote.voterIndex.intValueExact())
        .containsExactly(254, 255, 256, 257, 258);
    assertThat(votes.getLast().voteHash).isEqualTo(voteHash(258));
    assertThat(votes.getLast().electionId).isEqualTo(election);

    final var batch = VoteRegistry.getBatchRecordedEvents(receipt).getFirst();
    assertThat(batch.batchId).isEqualTo(BigInteger.ONE);
    assertThat(batch.count).isEqualTo(BigInteger.valueOf(5));
    final var stored = registry.batch(election, BigInteger.ONE).send();
    assertThat(stored.root).isEqualTo(batch.root);
    assertThat(stored.blockNumber).isEqualTo(receipt.getBlockNumber());
    final String slot = VoteRegistryStorage.batchRootSlot(election.longValueExact(), 1);
    assertThat(
            anvil
                .web3j()
                .ethGetStorageAt(
                    registry.getContractAddress(),
                    Numeric.toBigInt(slot),
                    DefaultBlockParameterName.LATEST)
                .send()
                .getData())
        .isEqualTo(Numeric.toHexString(batch.root));
  }

  @Test
  void aRefusalNamesTheBadEntry() throws Exception {
    final BigInteger election = createElection();
    record(election, 0, 40, 3);
    assertThat(refusal(election, 3, 42, 2)).hasToString("AlreadyVoted(%s, 42)".formatted(election));
    assertThat(refusal(election, 0, 43, 2))
        .hasToString("SerialMismatch(%s, 3, 0)".formatted(election));
    assertThat(refusal(election, 3, 9_999, 2))
        .hasToString("NotOnRoll(%s, 10000, 10000)".formatted(election));
    assertThat(refusal(BigInteger.valueOf(999), 0, 0, 1).is(VoteRegistry.UNKNOWNELECTION_ERROR))
        .isTrue();
  }

  /** forge and a node that mines must agree on what a transaction costs. */
  @Test
  void aMinedBatchCostsWhatTheSnapshotSays() throws Exception {
    final BigInteger election = createElection();
    record(election, 0, 0, 1);
    final TransactionReceipt receipt = record(election, 1, 256, 200);
    final Matcher committed =
        Pattern.compile("\"dense, roll 10000, batch 200\": (\\d+)")
            .matcher(Files.readString(Path.of("snapshots/gas.json")));
    assertThat(committed.find()).isTrue();
    // Zero bytes cost less, and the hashes have a few more or fewer of them.
    assertThat(receipt.getGasUsed().longValueExact() / 200)
        .isCloseTo(Long.parseLong(committed.group(1)), within(10L));
  }

  @Test
  void aThousandVotesAreEncodedInNoTimeThatMatters() {
    final Runnable encode =
        () ->
            registry
                .recordVoteBatch(
                    BigInteger.ONE, BigInteger.ZERO, hashes(0, 1_000), voters(0, 1_000))
                .encodeFunctionCall();
    for (int i = 0; i < 20; i++) {
      encode.run();
    }
    final long start = System.nanoTime();
    encode.run();
    // At 5,000 votes a second, five of these a second are needed.
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(100);
  }

  private static BigInteger createElection() throws Exception {
    final long now = Instant.now().getEpochSecond();
    final TransactionReceipt receipt =
        registry
            .createElection(
                voteHash(1),
                voteHash(2),
                ROLL_SIZE,
                BigInteger.valueOf(now - 60),
                BigInteger.valueOf(now + 3_600),
                BigInteger.valueOf(now + 7_200))
            .send();
    return VoteRegistry.getElectionCreatedEvents(receipt).getFirst().electionId;
  }

  private static TransactionReceipt record(
      final BigInteger election, final long serial, final int firstVoter, final int count)
      throws Exception {
    return registry
        .recordVoteBatch(
            election,
            BigInteger.valueOf(serial),
            hashes(firstVoter, count),
            voters(firstVoter, count))
        .send();
  }

  private static ContractError refusal(
      final BigInteger election, final long serial, final int firstVoter, final int count)
      throws Exception {
    final String data =
        registry
            .recordVoteBatch(
                election,
                BigInteger.valueOf(serial),
                hashes(firstVoter, count),
                voters(firstVoter, count))
            .encodeFunctionCall();
    final var answer =
        anvil
            .web3j()
            .ethCall(
                Transaction.createEthCallTransaction(
                    Anvil.ACCOUNT.getAddress(), registry.getContractAddress(), data),
                DefaultBlockParameterName.LATEST)
            .send();
    assertThat(answer.hasError()).isTrue();
    return ContractError.decode(answer.getError().getData().toString().replace("\"", ""));
  }

  private static List<byte[]> hashes(final int first, final int count) {
    return IntStream.range(first, first + count)
        .mapToObj(VoteRegistryBindingTest::voteHash)
        .toList();
  }

  private static List<BigInteger> voters(final int first, final int count) {
    return IntStream.range(first, first + count).mapToObj(BigInteger::valueOf).toList();
  }

  private static byte[] voteHash(final int voter) {
    return Hash.sha3(("ballot " + voter).getBytes(StandardCharsets.US_ASCII));
  }
}
