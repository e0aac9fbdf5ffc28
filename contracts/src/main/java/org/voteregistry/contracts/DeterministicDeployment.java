package org.voteregistry.contracts;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * Puts both contracts at the same address on every network, through CREATE2 (EIP-1014) and the
 * well-known deployment proxy. Anyone may do it and any number of times: the address commits to the
 * code, and the first administrator is read from the genesis, so nobody gains by being first.
 */
public final class DeterministicDeployment {
  /** The deterministic deployment proxy; calldata is salt (32 bytes) and init code. */
  public static final String PROXY = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

  /** The genesis account that names the first administrator: 0x00 and a 20-byte address. */
  public static final String GENESIS_ADMIN = "0x0000000000000000000000000000000000005652";

  /** Salt of both contracts, 32 bytes: the keccak-256 of {@code org.voteregistry}. */
  public static final String SALT =
      Numeric.toHexString(Hash.sha3("org.voteregistry".getBytes(StandardCharsets.US_ASCII)));

  private static final Contract VOTE_REGISTRY = Contract.of("VoteRegistry", VoteRegistry.BINARY);
  private static final Contract ANCHOR_REGISTRY =
      Contract.of("AnchorRegistry", AnchorRegistry.BINARY);

  /** Address of the VoteRegistry on every network, 0x and 40 lower-case digits. */
  public static final String VOTE_REGISTRY_ADDRESS = VOTE_REGISTRY.address();

  /** Address of the AnchorRegistry on every network, 0x and 40 lower-case digits. */
  public static final String ANCHOR_REGISTRY_ADDRESS = ANCHOR_REGISTRY.address();

  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(10_000_000);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private DeterministicDeployment() {}

  /** The chain does not let the contracts be deployed; the message says what to do. */
  public static final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentException(final String message) {
      super(message);
    }
  }

  /** A contract with its init code's hash (keccak-256) and its CREATE2 address. */
  record Contract(String name, String initCode, String initCodeHash, String address) {
    static Contract of(final String name, final String initCode) {
      final String hash = Hash.sha3(Numeric.prependHexPrefix(initCode));
      final String preimage =
          "0xff"
              + Numeric.cleanHexPrefix(PROXY)
              + Numeric.cleanHexPrefix(SALT)
              + Numeric.cleanHexPrefix(hash);
      return new Contract(name, initCode, hash, "0x" + Hash.sha3(preimage).substring(26));
    }
  }

  static List<Contract> contracts() {
    return List.of(VOTE_REGISTRY, ANCHOR_REGISTRY);
  }

  /**
   * Whether both contracts stand at their addresses, with the code that this build knows.
   *
   * @throws DeploymentException when other code stands at one of the addresses
   */
  public static boolean isDeployed(final Web3j web3j) throws IOException {
    for (final Contract contract : contracts()) {
      if (!stands(web3j, contract)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The first administrator, as the genesis names it.
   *
   * @return 0x and 40 lower-case digits; empty where the genesis names none
   */
  public static Optional<String> genesisAdmin(final Web3j web3j) throws IOException {
    final String code = code(web3j, GENESIS_ADMIN);
    return code.length() == 44 && code.startsWith("0x00")
        ? Optional.of("0x" + code.substring(4))
        : Optional.empty();
  }

  /**
   * Deploys what is missing and returns once it stands. Repeating it changes nothing.
   *
   * @param sender any account; it pays no gas on these networks and gains no role
   * @return names of the contracts that this call deployed; empty where both stood already
   * @throws DeploymentException when the genesis lacks the proxy or the administrator, other code
   *     stands at an address, or the deployment was not mined within a minute
   */
  public static List<String> deploy(final Web3j web3j, final Credentials sender, final long chainId)
      throws IOException, InterruptedException {
    if (!hasCode(web3j, PROXY)) {
      throw new DeploymentException(
          "the chain has no deployment proxy at %s: start it from this project's genesis"
              .formatted(PROXY));
    }
    if (genesisAdmin(web3j).isEmpty()) {
      throw new DeploymentException(
          "the genesis names no administrator at %s: make the network with scripts/new-network"
              .formatted(GENESIS_ADMIN));
    }
    final List<String> deployed = new ArrayList<>();
    for (final Contract contract : contracts()) {
      if (!stands(web3j, contract)) {
        deploy(web3j, sender, chainId, contract);
        deployed.add(contract.name());
      }
    }
    return deployed;
  }

  private static void deploy(
      final Web3j web3j, final Credentials sender, final long chainId, final Contract contract)
      throws IOException, InterruptedException {
    final BigInteger nonce =
        web3j
            .ethGetTransactionCount(sender.getAddress(), DefaultBlockParameterName.PENDING)
            .send()
            .getTransactionCount();
    final RawTransaction transaction =
        RawTransaction.createTransaction(
            nonce,
            web3j.ethGasPrice().send().getGasPrice(),
            GAS_LIMIT,
            PROXY,
            SALT + Numeric.cleanHexPrefix(contract.initCode()));
    final byte[] signed = TransactionEncoder.signMessage(transaction, chainId, sender);
    final EthSendTransaction sent = web3j.ethSendRawTransaction(Numeric.toHexString(signed)).send();
    if (sent.hasError()) {
      throw new DeploymentException(
          "the node refused the deployment of %s: %s"
              .formatted(contract.name(), sent.getError().getMessage()));
    }
    final TransactionReceipt receipt = await(web3j, contract, sent.getTransactionHash());
    // Somebody else may have been faster: then this one reverts, and the contract stands all the
    // same.
    if (!stands(web3j, contract)) {
      throw new DeploymentException(
          "the deployment of %s in transaction %s failed with status %s"
              .formatted(contract.name(), receipt.getTransactionHash(), receipt.getStatus()));
    }
  }

  private static TransactionReceipt await(
      final Web3j web3j, final Contract contract, final String transactionHash)
      throws IOException, InterruptedException {
    final long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      final Optional<TransactionReceipt> receipt =
          web3j.ethGetTransactionReceipt(transactionHash).send().getTransactionReceipt();
      if (receipt.isPresent()) {
        return receipt.get();
      }
      Thread.sleep(POLL);
    }
    throw new DeploymentException(
        "the deployment of %s in transaction %s was not mined within %d s: is the chain producing blocks?"
            .formatted(contract.name(), transactionHash, TIMEOUT.toSeconds()));
  }

  /**
   * CREATE2 alone can put no other code there, but a genesis can: one made to deceive is found out.
   */
  private static boolean stands(final Web3j web3j, final Contract contract) throws IOException {
    final String code = Numeric.cleanHexPrefix(code(web3j, contract.address()));
    // The init code carries the runtime code as it is, because the contracts have no immutables.
    if (!Numeric.cleanHexPrefix(contract.initCode()).contains(code)) {
      throw new DeploymentException(
          "other code than %s stands at %s: this is not a chain of this project's genesis"
              .formatted(contract.name(), contract.address()));
    }
    return !code.isEmpty();
  }

  private static boolean hasCode(final Web3j web3j, final String address) throws IOException {
    return code(web3j, address).length() > 2;
  }

  private static String code(final Web3j web3j, final String address) throws IOException {
    final var response = web3j.ethGetCode(address, DefaultBlockParameterName.LATEST).send();
    if (response.hasError()) {
      throw new IOException("eth_getCode: " + response.getError().getMessage());
    }
    return response.getCode();
  }
}
