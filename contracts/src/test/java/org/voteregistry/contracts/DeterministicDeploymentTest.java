package org.voteregistry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voteregistry.contracts.DeterministicDeployment.DeploymentException;
import org.web3j.crypto.Credentials;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

class DeterministicDeploymentTest {
  private static final String ADMIN = "0x00000000000000000000000000000000000000ad";

  private Anvil anvil;

  @BeforeEach
  void startChain() throws Exception {
    anvil = Anvil.start();
  }

  @AfterEach
  void stopChain() {
    anvil.close();
  }

  /** A change to the bytecode changes the addresses; it must not slip by in a review. */
  @Test
  void addressesAndInitCodeAreThoseCommitted() throws Exception {
    final String contracts =
        DeterministicDeployment.contracts().stream()
            .map(
                contract ->
                    "  \"%s\": {%n    \"address\": \"%s\",%n    \"initCodeHash\": \"%s\"%n  }"
                        .formatted(contract.name(), contract.address(), contract.initCodeHash()))
            .collect(Collectors.joining(",\n"));
    final String now =
        "{%n  \"proxy\": \"%s\",%n  \"salt\": \"%s\",%n%s%n}%n"
            .formatted(DeterministicDeployment.PROXY, DeterministicDeployment.SALT, contracts);
    assertThat(now)
        .as("contracts/deployment.json; where the change is meant, commit what stands here")
        .isEqualTo(Files.readString(Path.of("deployment.json")));
  }

  @Test
  void putsBothContractsAtTheirAddressesAndTheirAdministratorIsThatOfTheGenesis() throws Exception {
    anvil.withGenesisAdmin(ADMIN);
    assertThat(DeterministicDeployment.isDeployed(anvil.web3j())).isFalse();
    assertThat(deploy(Anvil.ACCOUNT)).containsExactly("VoteRegistry", "AnchorRegistry");
    assertThat(DeterministicDeployment.isDeployed(anvil.web3j())).isTrue();
    assertThat(isAdmin(ADMIN)).isTrue();
    assertThat(isAdmin(Anvil.ACCOUNT.getAddress())).isFalse();
  }

  @Test
  void deployingAgainChangesNothing() throws Exception {
    anvil.withGenesisAdmin(ADMIN);
    deploy(Anvil.ACCOUNT);
    final BigInteger block = anvil.web3j().ethBlockNumber().send().getBlockNumber();
    assertThat(deploy(Anvil.ACCOUNT)).isEmpty();
    assertThat(anvil.web3j().ethBlockNumber().send().getBlockNumber()).isEqualTo(block);
  }

  @Test
  void saysWhatToDoWithoutAnAdministratorInTheGenesis() {
    assertThatThrownBy(() -> deploy(Anvil.ACCOUNT))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("scripts/new-network");
  }

  @Test
  void saysWhatToDoWithoutTheProxy() throws Exception {
    anvil.withGenesisAdmin(ADMIN).withCode(DeterministicDeployment.PROXY, "0x");
    assertThatThrownBy(() -> deploy(Anvil.ACCOUNT))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("no deployment proxy");
  }

  @Test
  void findsOutOtherCodeAtAnAddress() throws Exception {
    anvil
        .withGenesisAdmin(ADMIN)
        .withCode(DeterministicDeployment.ANCHOR_REGISTRY_ADDRESS, "0x60016002fd");
    assertThatThrownBy(() -> DeterministicDeployment.isDeployed(withVotesDeployed().web3j()))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("other code than AnchorRegistry");
  }

  @Test
  void passesOnThatTheNodeRefusesTheTransaction() throws Exception {
    anvil.withGenesisAdmin(ADMIN);
    // Gas is not free on anvil, and this account has none.
    assertThatThrownBy(() -> deploy(Credentials.create("0x" + "11".repeat(32))))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("refused the deployment of VoteRegistry");
  }

  private Anvil withVotesDeployed() throws Exception {
    assertThatThrownBy(() -> deploy(Anvil.ACCOUNT)).isInstanceOf(DeploymentException.class);
    return anvil;
  }

  private List<String> deploy(final Credentials sender) throws Exception {
    return DeterministicDeployment.deploy(anvil.web3j(), sender, Anvil.CHAIN_ID);
  }

  private boolean isAdmin(final String account) throws Exception {
    return VoteRegistry.load(
            DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
            anvil.web3j(),
            new ReadonlyTransactionManager(anvil.web3j(), account),
            new DefaultGasProvider())
        .hasRole(new byte[32], account)
        .send();
  }
}
