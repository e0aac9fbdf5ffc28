package org.voteregistry.client;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteMerkleTree;
import org.voteregistry.proofs.VoteReceipt;
import org.voteregistry.proofs.VoterIndex;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;

/** An election with batches that the contract recorded. */
final class RecordedBatch {
  private static final long CHAIN_ID = 1337;
  private static final int ROLL = 1_000;
  private final VoteRegistry contract;
  private final long electionId;
  private long recorded;
  private long batches;

  private RecordedBatch(final VoteRegistry contract, final long electionId) {
    this.contract = contract;
    this.electionId = electionId;
  }

  /** A new election; the account has both roles. */
  static RecordedBatch inNewElection(final Web3j web3j, final Credentials account)
      throws Exception {
    final VoteRegistry contract =
        VoteRegistry.load(
            DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
            web3j,
            new RawTransactionManager(web3j, account, CHAIN_ID, 300, 100),
            new StaticGasProvider(BigInteger.ZERO, BigInteger.valueOf(10_000_000)));
    final long now = Instant.now().getEpochSecond();
    final TransactionReceipt created =
        contract
            .createElection(
                VoteHash.ofBallot(new byte[] {1}).toBytes(),
                VoteHash.ofBallot(new byte[] {2}).toBytes(),
                BigInteger.valueOf(ROLL),
                BigInteger.valueOf(now - 3_600),
                BigInteger.valueOf(now + 3_600),
                BigInteger.valueOf(now + 7_200))
            .send();
    return new RecordedBatch(
        contract,
        VoteRegistry.getElectionCreatedEvents(created).getFirst().electionId.longValueExact());
  }

  static byte[] ballot(final long serial) {
    return ("ballot " + serial).getBytes(StandardCharsets.UTF_8);
  }

  private static VoterIndex voter(final long serial) {
    return new VoterIndex((int) (ROLL - 1 - serial));
  }

  /** Records the next votes and gives their receipts. */
  List<VoteReceipt> record(final int count) throws Exception {
    final long first = recorded;
    final List<Long> serials = IntStream.range(0, count).mapToObj(i -> first + i).toList();
    final TransactionReceipt receipt =
        contract
            .recordVoteBatch(
                BigInteger.valueOf(electionId),
                BigInteger.valueOf(first),
                serials.stream().map(s -> VoteHash.ofBallot(ballot(s)).toBytes()).toList(),
                serials.stream().map(s -> BigInteger.valueOf(voter(s).value())).toList())
            .send();
    recorded += count;
    batches++;
    final VoteMerkleTree tree =
        VoteMerkleTree.of(
            serials.stream()
                .map(
                    s ->
                        VoteMerkleTree.leaf(
                            electionId, new Serial(s), voter(s), VoteHash.ofBallot(ballot(s))))
                .toList());
    return serials.stream()
        .map(
            serial ->
                new VoteReceipt(
                    VoteReceipt.FORMAT,
                    VoteReceipt.VERSION,
                    CHAIN_ID,
                    DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
                    "AbCdEfGhJkLmNp",
                    electionId,
                    VoteHash.ofBallot(ballot(serial)).toString(),
                    voter(serial).value(),
                    serial,
                    batches,
                    first,
                    count,
                    tree.path((int) (serial - first)).stream().map(RecordedBatch::hex).toList(),
                    hex(tree.root()),
                    receipt.getTransactionHash(),
                    receipt.getBlockNumber().longValueExact(),
                    receipt.getBlockHash()))
        .toList();
  }

  private static String hex(final byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
