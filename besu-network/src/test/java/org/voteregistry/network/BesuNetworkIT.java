package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real validators. The tests run in order on one network, because starting it takes longest.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BesuNetworkIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int TRANSACTIONS = 400;

  @TempDir static Path folder;
  private static ChainNetwork network;

  @BeforeAll
  static void start() {
    assumeThat(BesuInstallation.find())
        .as(
            "Skipped: no Besu here, so nothing was tried on real validators (BESU_HOME, PATH, /opt/besu)")
        .isPresent();
    network = ChainNetwork.start(options());
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      network.close();
    }
  }

  private static NetworkOptions options() {
    return NetworkOptions.in(folder.resolve("network"))
        .kind(ChainKind.BESU)
        .validators(3)
        .freePorts()
        .heap("256m")
        .build();
  }

  private static JsonRpc rpc(final int node) {
    return new JsonRpc(network.rpcUrls().get(node));
  }

  @Test
  @Order(1)
  void threeValidatorsAgreeOnRisingBlocks() throws Exception {
    assertThat(network.isBesu()).isTrue();
    assertThat(rpc(0).call("qbft_getValidatorsByBlockNumber", "latest")).hasSize(3);
    network.awaitBlocks(LONG);
  }

  @Test
  @Order(2)
  void thePoolTakesHundredsOfConsecutiveNoncesOfOneAccount() throws Exception {
    final NodeKey recorder = NodeKey.random();
    String last = "";
    for (int nonce = 0; nonce < TRANSACTIONS; nonce++) {
      last = Transfers.send(rpc(0), recorder, nonce);
    }
    Transfers.awaitReceipt(rpc(0), last, LONG);
    assertThat(rpc(0).call("eth_getTransactionCount", recorder.address(), "latest").asString())
        .isEqualTo("0x" + Integer.toHexString(TRANSACTIONS));
  }

  @Test
  @Order(3)
  void theBlockGasLimitStaysWhereTheGenesisPutIt() throws Exception {
    assertThat(rpc(1).call("eth_getBlockByNumber", "latest", false).get("gasLimit").asString())
        .isEqualTo("0x11e1a300");
  }

  @Test
  @Order(4)
  void blocksGoOnWithOneOfThreeDownAndItCatchesUp() {
    network.kill(2);
    network.awaitBlocks(LONG);
    network.start(2);
    network.awaitBlocks(LONG);
  }

  @Test
  @Order(5)
  void theChainStopsWithTwoOfThreeDownAndGoesOnWhenTheyAreBack() {
    network.stop(1);
    network.kill(2);
    assertThatThrownBy(() -> network.awaitBlocks(Duration.ofSeconds(8)))
        .isInstanceOf(ChainStalledException.class)
        .hasMessageContaining("validator 1 is at block");
    network.start(1);
    network.start(2);
    network.awaitBlocks(LONG);
  }

  @Test
  @Order(6)
  void theNextLauncherEndsWhatAKilledOneLeftAndGoesOnWithItsData() throws Exception {
    final long height = rpc(0).blockNumber();
    network.close();
    final List<ProcessHandle> orphans = KilledLauncher.leaveRunning(folder.resolve("network"));
    assertThat(orphans).hasSize(3);
    network = ChainNetwork.start(options());
    assertThat(orphans).noneMatch(orphan -> ProcessIdentity.of(orphan).running().isPresent());
    assertThat(rpc(0).blockNumber()).isGreaterThan(height);
  }

  @Test
  @Order(7)
  void theFolderTellsWhereTheNetworkIs() {
    final NetworkDescriptor descriptor =
        new NetworkFolder(folder.resolve("network")).descriptor().orElseThrow();
    assertThat(descriptor.kind()).isEqualTo(ChainKind.BESU);
    assertThat(descriptor.rpcUrls()).isEqualTo(network.rpcUrls());
    assertThat(descriptor.nodes())
        .extracting(NetworkDescriptor.Node::address)
        .doesNotHaveDuplicates();
  }
}
