package org.voteregistry.network;

import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One anvil node that makes a block every second on the same chain id, gas rules and predeployed
 * accounts as the Besu network. It has no consensus, no commit seals and no plugin, and a kill
 * loses what it did in the last second.
 */
final class DevChain extends RunningNodes {
  private static final Duration RPC_POLL = Duration.ofMillis(50);
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);

  private final String host;
  private final AnvilInstallation anvil;

  private DevChain(
      final String host,
      final AnvilInstallation anvil,
      final NetworkFolder folder,
      final NetworkDescriptor descriptor,
      final FileLock lock) {
    super(folder, descriptor, folder.processes(), lock);
    this.host = host;
    this.anvil = anvil;
  }

  static DevChain start(
      final NetworkOptions options,
      final NetworkFolder folder,
      final NetworkDescriptor descriptor,
      final FileLock lock) {
    final DevChain chain =
        new DevChain(options.host(), AnvilInstallation.find(), folder, descriptor, lock);
    chain.launchAll(options.startTimeout());
    return chain;
  }

  @Override
  public boolean isBesu() {
    return false;
  }

  @Override
  void launch(final int node) {
    final ServerProcess process = folder().process(node);
    process.start(command(node), Map.of());
    predeploy(process);
  }

  private List<String> command(final int node) {
    return List.of(
        // absolute: a process starts in the node's folder
        anvil.executable().toAbsolutePath().toString(),
        "--host=" + host,
        "--port=" + descriptor().nodes().get(node).rpcPort(),
        "--chain-id=" + descriptor().chainId(),
        "--block-time=1",
        "--hardfork=cancun",
        "--gas-price=0",
        "--base-fee=0",
        "--disable-min-priority-fee",
        "--gas-limit=" + Genesis.GAS_LIMIT,
        "--disable-code-size-limit",
        "--no-request-size-limit",
        "--order=fifo",
        "--state=" + folder().node(node).resolve("state.json"),
        "--state-interval=1",
        "--quiet");
  }

  /** What the genesis does on Besu; the deterministic deployment proxy is built into anvil. */
  private void predeploy(final ServerProcess process) {
    final long deadline = System.nanoTime() + RPC_TIMEOUT.toNanos();
    while (true) {
      try {
        rpc(0)
            .call(
                "anvil_setCode",
                Genesis.GENESIS_ADMIN,
                Genesis.adminCode(descriptor().adminAddress()));
        return;
      } catch (final JsonRpcException e) {
        if (!process.isRunning() || System.nanoTime() > deadline) {
          throw new NodeFailedException(
              "anvil does not answer ("
                  + e.getMessage()
                  + "). The end of "
                  + process.log()
                  + ":\n"
                  + process.logTail());
        }
      }
      try {
        Thread.sleep(RPC_POLL);
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NodeFailedException("Interrupted while anvil started.");
      }
    }
  }
}
