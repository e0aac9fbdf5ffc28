package org.voteregistry.backend.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voteregistry.backend.chain.ChainException.ContractNotReady;
import org.voteregistry.backend.chain.ChainException.NodeUnreachable;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.DeterministicDeployment.DeploymentException;
import org.web3j.crypto.Hash;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * Deploys the contracts and grants this installation's accounts their roles, where that is missing
 * and the administrator's key is at hand. Repeating it changes nothing.
 */
public final class ContractProvisioning {
  private static final Logger LOG = LoggerFactory.getLogger(ContractProvisioning.class);
  private static final long GRANT_GAS = 200_000;
  private static final Duration MINED_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final ValidatorPool pool;
  private final ChainAccounts accounts;
  private final Path adminKeyFile;
  private final VoteRegistryContract contract = new VoteRegistryContract();

  ContractProvisioning(
      final ValidatorPool pool, final ChainAccounts accounts, final Path adminKeyFile) {
    this.pool = pool;
    this.accounts = accounts;
    this.adminKeyFile = adminKeyFile;
  }

  /**
   * Returns once contract and roles are there.
   *
   * @throws ContractNotReady when they are missing and cannot be added from here; the message names
   *     the command that an administrator has to run
   */
  public void ensureReady(final ChainIdentity chain) {
    final boolean deployed =
        pool.ask(
            node ->
                node.call("eth_getCode", contract.address(), "latest").asString("").length() > 2);
    if (!deployed) {
      if (adminKeyFile == null) {
        throw new ContractNotReady(
            "VoteRegistry is not deployed at %s: %s".formatted(contract.address(), whatToRun()));
      }
      deploy(chain);
    }
    final Map<String, ChainAccount> wanted = new LinkedHashMap<>();
    wanted.put("RECORDER_ROLE", accounts.recorder());
    wanted.put("ELECTION_ADMIN_ROLE", accounts.electionAdministrator());
    wanted.forEach((role, account) -> ensureGranted(chain, role, account));
  }

  private void deploy(final ChainIdentity chain) {
    final Web3j web3j = Web3j.build(new HttpService(pool.preferredUri().toString()));
    try {
      final List<String> names =
          DeterministicDeployment.deploy(web3j, admin().credentials(), chain.chainId());
      LOG.info("deployed {}", String.join(" and ", names));
    } catch (final IOException e) {
      throw new NodeUnreachable(pool.preferredName(), "while deploying: " + e.getMessage(), e);
    } catch (final DeploymentException e) {
      throw new ContractNotReady(e.getMessage());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeUnreachable(pool.preferredName(), "interrupted while deploying", e);
    } finally {
      web3j.shutdown();
    }
  }

  private void ensureGranted(
      final ChainIdentity chain, final String roleName, final ChainAccount account) {
    final byte[] role = Hash.sha3(roleName.getBytes(StandardCharsets.US_ASCII));
    if (pool.ask(node -> contract.hasRole(node, role, account.address()))) {
      return;
    }
    if (adminKeyFile == null) {
      throw new ContractNotReady(
          "account %s lacks %s: %s".formatted(account.address(), roleName, whatToRun()));
    }
    final ChainAccount admin = admin();
    final long nonce =
        pool.ask(
            node ->
                Quantity.toLong(node.call("eth_getTransactionCount", admin.address(), "pending")));
    final BigInteger gasPrice = pool.ask(node -> Quantity.toBigInteger(node.call("eth_gasPrice")));
    final SignedTransaction grant =
        admin.sign(
            chain.chainId(),
            nonce,
            gasPrice,
            GRANT_GAS,
            contract.address(),
            contract.grantRole(role, account.address()));
    pool.ask(node -> node.call("eth_sendRawTransaction", Numeric.toHexString(grant.raw())));
    await(grant.hash());
    if (!pool.ask(node -> contract.hasRole(node, role, account.address()))) {
      throw new ContractNotReady(
          "granting %s to %s had no effect: is %s, the account of voteregistry.chain.admin-key-file, the contract's administrator?"
              .formatted(roleName, account.address(), admin.address()));
    }
    LOG.info("{} has {} now", account.address(), roleName);
  }

  private void await(final String transactionHash) {
    final long deadline = System.nanoTime() + MINED_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      final JsonNode receipt =
          pool.ask(node -> node.call("eth_getTransactionReceipt", transactionHash));
      if (receipt.isObject()) {
        return;
      }
      try {
        Thread.sleep(POLL);
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NodeUnreachable(pool.preferredName(), "interrupted while granting roles", e);
      }
    }
    throw new ContractNotReady(
        "transaction %s was not mined within %d s: is the chain producing blocks?"
            .formatted(transactionHash, MINED_WITHIN.toSeconds()));
  }

  private String whatToRun() {
    return ("an administrator of the chain has to run `client deploy --rpc http://%s --admin-key-file"
            + " FILE --grant-recorder %s --grant-election-admin %s`, or set"
            + " voteregistry.chain.admin-key-file here")
        .formatted(
            pool.preferredName(),
            accounts.recorder().address(),
            accounts.electionAdministrator().address());
  }

  private ChainAccount admin() {
    try {
      return ChainAccount.ofKey(Files.readString(adminKeyFile).strip());
    } catch (final IOException e) {
      throw new ContractNotReady(
          "voteregistry.chain.admin-key-file cannot be read: " + e.getMessage());
    } catch (final IllegalArgumentException e) {
      throw new ContractNotReady(
          "voteregistry.chain.admin-key-file %s: %s".formatted(adminKeyFile, e.getMessage()));
    }
  }
}
