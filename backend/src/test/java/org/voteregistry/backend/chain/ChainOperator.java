package org.voteregistry.backend.chain;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.voteregistry.proofs.VoteHash;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * What other people do on the chain: the administrator, and a recorder that is not this service.
 */
public final class ChainOperator {
  private static final BigInteger PRICE = BigInteger.ZERO;
  private final ChainNode node;
  private final ChainAccount account;
  private final VoteRegistryContract contract = new VoteRegistryContract();

  public ChainOperator(final URI node, final String privateKey) {
    this.node = ChainNodes.at(node, Duration.ofSeconds(20));
    this.account = ChainAccount.ofKey(privateKey);
  }

  public String address() {
    return account.address();
  }

  public void grantRecorder(final String recorder) {
    grant("RECORDER_ROLE", recorder);
  }

  public void grant(final String role, final String account) {
    send(contract.grantRole(Hash.sha3(role.getBytes(StandardCharsets.US_ASCII)), account));
  }

  /** An election that opened a minute ago and records for hours. */
  public void createElection(final int rollSize) {
    final Instant now = Instant.now();
    final byte[] hash = Hash.sha3(new byte[] {1});
    send(
        contract.createElection(
            hash,
            hash,
            rollSize,
            now.minusSeconds(60),
            now.plusSeconds(3600),
            now.plusSeconds(7200)));
  }

  public void record(
      final long election,
      final long firstSerial,
      final List<VoteHash> hashes,
      final int... voters) {
    send(contract.recordVoteBatch(election, firstSerial, hashes, voters));
  }

  /** With any hash: the contract takes it as it is given. */
  public void close(final long election, final long ballots, final byte[] boardHash) {
    send(contract.closeElection(election, ballots, boardHash));
  }

  public void publish(final long election, final byte[] resultHash, final List<Long> counts) {
    send(contract.publishResult(election, resultHash, counts));
  }

  public void pause() {
    send(FunctionEncoder.encode(new Function("pause", List.of(), List.of())));
  }

  public void unpause() {
    send(FunctionEncoder.encode(new Function("unpause", List.of(), List.of())));
  }

  /** Consumes the account's next nonce without any effect. */
  public void consumeNonce() {
    send("0x");
  }

  private void send(final String data) {
    final long nonce =
        Quantity.toLong(node.call("eth_getTransactionCount", account.address(), "latest"));
    final long chainId = Quantity.toLong(node.call("eth_chainId"));
    final String to = data.equals("0x") ? account.address() : contract.address();
    final SignedTransaction signed = account.sign(chainId, nonce, PRICE, 8_000_000, to, data);
    node.call("eth_sendRawTransaction", Numeric.toHexString(signed.raw()));
    final Instant end = Instant.now().plusSeconds(40);
    JsonNode receipt = node.call("eth_getTransactionReceipt", signed.hash());
    while (!receipt.isObject()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not mined: " + signed.hash());
      }
      try {
        Thread.sleep(100);
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      receipt = node.call("eth_getTransactionReceipt", signed.hash());
    }
    if (Quantity.toLong(receipt.path("status")) != 1) {
      throw new AssertionError("reverted: " + signed.hash());
    }
  }
}
