package org.voteregistry.network;

import java.net.URI;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What every kind of network does with its nodes; a kind says how one of them is started. */
abstract class RunningNodes implements ChainNetwork {
  private final NetworkFolder folder;
  private final NetworkDescriptor descriptor;
  private final FileLock lock;
  private final List<? extends ChainNode> nodes;
  private final List<JsonRpc> rpcs = new ArrayList<>();
  private ShutdownOrder.Registration hook = () -> {};
  private boolean closed;

  RunningNodes(
      final NetworkFolder folder,
      final NetworkDescriptor descriptor,
      final List<? extends ChainNode> nodes,
      final FileLock lock) {
    this.nodes = List.copyOf(nodes);
    this.folder = folder;
    this.descriptor = descriptor;
    this.lock = lock;
    descriptor.rpcUrls().forEach(url -> rpcs.add(new JsonRpc(url)));
  }

  /** Starts the process of one node; returns at once. */
  abstract void launch(int node);

  /** Starts all nodes and waits for blocks; ends them again where that fails. */
  final void launchAll(final Duration timeout) {
    hook = ShutdownOrder.atExit(this::endAll);
    try {
      for (int i = 0; i < nodes.size(); i++) {
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

  final ChainNode node(final int node) {
    return nodes.get(node);
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
    return nodes.get(node).isRunning();
  }

  @Override
  public final boolean endedByItself(final int node) {
    return nodes.get(node).endedByItself();
  }

  @Override
  public void stop(final int node) {
    nodes.get(node).stop();
  }

  @Override
  public void kill(final int node) {
    nodes.get(node).kill();
  }

  @Override
  public final synchronized void start(final int node) {
    if (closed) {
      throw new IllegalStateException(
          "This network was closed; start it anew with ChainNetwork.start");
    }
    launch(node);
  }

  @Override
  public final void awaitBlocks(final Duration timeout) {
    final List<BlockAgreement.Peer> peers = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).isRunning()) {
        peers.add(new BlockAgreement.Peer(nodes.get(i).name(), rpcs.get(i)));
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
    for (final ChainNode node : nodes) {
      if (node.endedByItself()) {
        throw new NodeFailedException(
            node.name()
                + " ended by itself. The end of "
                + node.whereItsLogIs()
                + ":\n"
                + node.logTail());
      }
    }
  }

  @Override
  public final void close() {
    endAll();
    hook.remove();
  }

  private synchronized void endAll() {
    if (closed) {
      return;
    }
    closed = true;
    nodes.forEach(ChainNode::requestStop);
    nodes.forEach(ChainNode::stop);
    Locks.release(lock);
  }
}
