package org.voteregistry.network;

import java.net.URI;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What every kind of network does with its processes; a kind says how one of them is started. */
abstract class RunningNodes implements ChainNetwork {
  private final NetworkFolder folder;
  private final NetworkDescriptor descriptor;
  private final FileLock lock;
  private final List<NodeProcess> processes = new ArrayList<>();
  private final List<JsonRpc> rpcs = new ArrayList<>();
  private final Thread hook = new Thread(this::endAll, "network-shutdown");
  private boolean closed;

  RunningNodes(
      final NetworkFolder folder, final NetworkDescriptor descriptor, final FileLock lock) {
    this.folder = folder;
    this.descriptor = descriptor;
    this.lock = lock;
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      processes.add(folder.process(i));
      rpcs.add(new JsonRpc(descriptor.rpcUrls().get(i)));
    }
  }

  /** Starts the process of one node; returns at once. */
  abstract void launch(int node, NodeProcess process);

  /** Starts all nodes and waits for blocks; ends them again where that fails. */
  final void launchAll(final Duration timeout) {
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      for (int i = 0; i < processes.size(); i++) {
        start(i);
      }
      awaitBlocks(timeout);
    } catch (final RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  final NetworkFolder folder() {
    return folder;
  }

  final JsonRpc rpc(final int node) {
    return rpcs.get(node);
  }

  final NodeProcess process(final int node) {
    return processes.get(node);
  }

  @Override
  public final List<URI> rpcUrls() {
    return descriptor.rpcUrls();
  }

  @Override
  public final String adminPrivateKey() {
    return folder.adminKey().privateKey();
  }

  @Override
  public final NetworkDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public final boolean isRunning(final int node) {
    return processes.get(node).isRunning();
  }

  @Override
  public void stop(final int node) {
    processes.get(node).stop();
  }

  @Override
  public void kill(final int node) {
    processes.get(node).kill();
  }

  @Override
  public final synchronized void start(final int node) {
    if (closed) {
      throw new IllegalStateException(
          "This network was closed; start it anew with ChainNetwork.start");
    }
    launch(node, processes.get(node));
  }

  @Override
  public final void awaitBlocks(final Duration timeout) {
    final List<BlockAgreement.Peer> peers = new ArrayList<>();
    for (int i = 0; i < processes.size(); i++) {
      if (processes.get(i).isRunning()) {
        peers.add(new BlockAgreement.Peer(processes.get(i).name(), rpcs.get(i)));
      }
    }
    failWhereOneEnded();
    if (peers.isEmpty()) {
      throw new ChainStalledException(
          "No node of the network in " + folder.path() + " is running.");
    }
    new BlockAgreement(peers, this::failWhereOneEnded).await(timeout);
  }

  private void failWhereOneEnded() {
    for (final NodeProcess process : processes) {
      if (process.endedByItself()) {
        throw new NodeFailedException(
            process.name()
                + " ended by itself. The end of "
                + process.log()
                + ":\n"
                + process.logTail());
      }
    }
  }

  @Override
  public final void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (final IllegalStateException e) {
      return; // the hook is running already
    }
  }

  private synchronized void endAll() {
    if (closed) {
      return;
    }
    closed = true;
    processes.forEach(NodeProcess::requestStop);
    processes.forEach(NodeProcess::stop);
    Locks.release(lock);
  }
}
