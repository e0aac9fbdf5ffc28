package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The development chain, started, stopped and killed for real. */
class DevChainIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private ChainNetwork chain;

  @BeforeEach
  void start() {
    chain = ChainNetwork.start(options());
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  private NetworkOptions options() {
    return NetworkOptions.in(folder.resolve("network")).kind(ChainKind.DEV).freePorts().build();
  }

  private JsonRpc rpc() {
    return new JsonRpc(chain.rpcUrls().getFirst());
  }

  @Test
  void isOneNodeWithFreeGasOnTheDevelopmentChainId() throws Exception {
    assertThat(chain.rpcUrls()).hasSize(1);
    assertThat(chain.isBesu()).isFalse();
    assertThat(rpc().call("eth_chainId").asString()).isEqualTo("0x539");
    assertThat(rpc().call("eth_gasPrice").asString()).isEqualTo("0x0");
    assertThat(rpc().call("eth_getBlockByNumber", "latest", false).get("gasLimit").asString())
        .isEqualTo("0x11e1a300");
  }

  @Test
  void hasTheAccountsThatABesuGenesisHas() throws Exception {
    assertThat(rpc().call("eth_getCode", Genesis.GENESIS_ADMIN, "latest").asString())
        .isEqualTo(Genesis.adminCode(DevelopmentKeys.admin().address()))
        .hasSize(2 + 2 * 21);
    assertThat(rpc().call("eth_getCode", Genesis.CREATE2_FACTORY, "latest").asString())
        .isEqualTo(Genesis.CREATE2_FACTORY_CODE);
  }

  @Test
  void keepsItsTransactionsWhenItIsStoppedAndStarted() throws Exception {
    final String transaction =
        Transfers.send(rpc(), NodeKey.fromPrivateKey(chain.adminPrivateKey()), 0);
    Transfers.awaitReceipt(rpc(), transaction, SOON);
    chain.stop(0);
    chain.start(0);
    chain.awaitBlocks(SOON);
    assertThat(rpc().call("eth_getTransactionReceipt", transaction).path("status").asString())
        .isEqualTo("0x1");
  }

  @Test
  void keepsAllButTheLastMomentWhenItIsKilled() throws Exception {
    final String transaction =
        Transfers.send(rpc(), NodeKey.fromPrivateKey(chain.adminPrivateKey()), 0);
    Transfers.awaitReceipt(rpc(), transaction, SOON);
    Thread.sleep(2_500);
    chain.kill(0);
    assertThat(chain.isRunning(0)).isFalse();
    chain.start(0);
    chain.awaitBlocks(SOON);
    assertThat(rpc().call("eth_getTransactionReceipt", transaction).path("status").asString())
        .isEqualTo("0x1");
  }

  @Test
  void continuesInTheSameFolderOnTheSamePortAfterItWasClosed() throws Exception {
    final String transaction =
        Transfers.send(rpc(), NodeKey.fromPrivateKey(chain.adminPrivateKey()), 0);
    Transfers.awaitReceipt(rpc(), transaction, SOON);
    final var before = chain.rpcUrls();
    chain.close();
    chain = ChainNetwork.start(options());
    assertThat(chain.rpcUrls()).isEqualTo(before);
    assertThat(rpc().call("eth_getTransactionReceipt", transaction).path("status").asString())
        .isEqualTo("0x1");
  }

  @Test
  void doesNotStartTwiceInOneFolder() {
    assertThatThrownBy(() -> ChainNetwork.start(options()))
        .isInstanceOf(FolderInUseException.class)
        .hasMessageContaining("already running");
  }

  @Test
  void isEndedByTheNextLauncherWhereItsOwnWasKilled() throws Exception {
    chain.close();
    final List<ProcessHandle> orphans = KilledLauncher.leaveRunning(folder.resolve("network"));
    assertThat(orphans).hasSize(1);
    chain = ChainNetwork.start(options());
    assertThat(orphans).noneMatch(orphan -> ProcessIdentity.of(orphan).running().isPresent());
  }
}
