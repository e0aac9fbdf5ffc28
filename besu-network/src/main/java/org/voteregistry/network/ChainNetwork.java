package org.voteregistry.network;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A running network. Nodes are counted from 0 here; their folders and messages count from 1, as
 * their ports do.
 *
 * <p>The nodes end with the process that started them: {@link #close()} ends them, and so does a
 * shutdown hook. Where that process is killed, the next start on the same folder ends what is left
 * first.
 */
public interface ChainNetwork extends AutoCloseable {

  /**
   * Starts all nodes at once and waits until they agree on a rising block. On a folder that already
   * holds a network it goes on with that network's keys and data.
   *
   * @throws NetworkException of the type that names the cause; nothing is left running then
   */
  static ChainNetwork start(final NetworkOptions options) {
    return NetworkStart.start(options);
  }

  /** The HTTP JSON-RPC address of every node, running or not, in the order of the nodes. */
  List<URI> rpcUrls();

  /**
   * Whether nodes are Besu validators; otherwise this is the development chain: one node, no
   * consensus, no plugin.
   */
  boolean isBesu();

  /**
   * The private key of the account that the genesis names as the contracts' first administrator: 0x
   * and 64 hex digits.
   */
  String adminPrivateKey();

  /** What the folder says about this network. */
  NetworkDescriptor descriptor();

  /** Whether the node's process is there. */
  boolean isRunning(int node);

  /**
   * Whether the node was started, was not stopped or killed through here, and is gone nevertheless.
   */
  boolean endedByItself(int node);

  /** Ends one node cleanly and waits until it is gone. */
  void stop(int node);

  /** Ends one node with SIGKILL and waits until it is gone. */
  void kill(int node);

  /**
   * Starts a stopped or killed node on its old data and ports. Returns at once; {@link
   * #awaitBlocks} waits until it keeps up.
   */
  void start(int node);

  /**
   * Waits until all running nodes have a block that is newer than when this was called, and the
   * same one.
   *
   * @throws ChainStalledException when that takes longer than the timeout
   * @throws NodeFailedException when a node ends by itself meanwhile
   */
  void awaitBlocks(Duration timeout);

  /** Ends all nodes cleanly. The folder stays and can be started again. */
  @Override
  void close();
}
