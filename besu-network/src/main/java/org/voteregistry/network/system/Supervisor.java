package org.voteregistry.network.system;

import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.Locks;
import org.voteregistry.network.NetworkException;
import org.voteregistry.network.NodeHealth;
import org.voteregistry.network.ShutdownOrder;

/**
 * Runs a system until the process is told to end: chain first, then the backend; whatever ends by
 * itself is started again. What an operator ended on purpose (kill-node, stop-node) stays down
 * until start-node.
 */
final class Supervisor {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration BETWEEN_RESTARTS = Duration.ofSeconds(5);
  private static final int ROUNDS_BETWEEN_LOOKS = 5;
  private static final Duration BACKEND_START = Duration.ofMinutes(3);

  private final SystemFolder folder;
  private final PrintWriter out;
  private final StalledValidators stalled;
  private final Map<String, Instant> lastRestart = new HashMap<>();

  /**
   * @param stalledAfter how long a validator may stand still while others make blocks
   */
  Supervisor(final SystemFolder folder, final Duration stalledAfter, final PrintWriter out) {
    this.folder = folder;
    this.stalled = new StalledValidators(stalledAfter);
    this.out = out;
  }

  /**
   * Starts everything, then watches it; returns only by an exception.
   *
   * @param lock the supervisor's lock on the folder
   * @param startNetwork starts the chain
   * @param chainInWords what the chain is, for the reader
   * @param backendOf makes the backend for the chain; gives empty where none is wanted
   */
  void run(
      final FileLock lock,
      final Function<SystemFolder, ChainNetwork> startNetwork,
      final String chainInWords,
      final Function<ChainNetwork, Optional<Backend>> backendOf) {
    ShutdownOrder.atExit(
        () -> {
          folder.forgetSupervisor();
          Locks.release(lock);
        });
    folder.noteSupervisor();
    folder.forgetState();
    // left by a supervisor that was killed; it must not outlive its chain
    folder.backend().stop();
    final ChainNetwork network = startNetwork.apply(folder);
    final Optional<Backend> backend = backendOf.apply(network);
    backend.ifPresent(
        process -> {
          ShutdownOrder.atExit(process::stop);
          say("The chain makes blocks; starting the backend.");
          process.start();
          process.awaitReady(BACKEND_START);
        });
    final SystemState state =
        new SystemState(chainInWords, network.rpcUrls(), backend.map(Backend::url));
    folder.save(state);
    out.print(state.addresses());
    say("Ready. Ctrl-C or scripts/down ends it.");
    watch(network, backend);
  }

  private void watch(final ChainNetwork network, final Optional<Backend> backend) {
    for (long round = 1; ; round++) {
      Pause.of(ROUND);
      for (int node = 0; node < network.rpcUrls().size(); node++) {
        watchNode(network, node);
      }
      if (round % ROUNDS_BETWEEN_LOOKS == 0) {
        restartStalled(network);
      }
      if (backend.isPresent() && backend.get().endedByItself() && mayRestart("backend")) {
        say("The backend ended by itself; starting it again. Its log: " + folder.backend().log());
        backend.get().start();
      }
    }
  }

  private void watchNode(final ChainNetwork network, final int node) {
    final String name = "validator " + (node + 1);
    final boolean asked = Files.exists(folder.startRequest(node));
    if (!asked && !(network.endedByItself(node) && mayRestart(name))) {
      return;
    }
    say(asked ? "Starting " + name + " as asked." : name + " ended by itself; starting it again.");
    start(network, node, name);
  }

  private void restartStalled(final ChainNetwork network) {
    final Instant now = Instant.now();
    for (int node = 0; node < network.rpcUrls().size(); node++) {
      if (network.isRunning(node)) {
        final Optional<NodeHealth> health = NodeHealth.ask(network.rpcUrls().get(node));
        stalled.sees(
            node, health.map(h -> OptionalLong.of(h.block())).orElseGet(OptionalLong::empty), now);
      }
    }
    for (int node = 0; node < network.rpcUrls().size(); node++) {
      if (network.isRunning(node) && stalled.stalled(node, now)) {
        final String name = "validator " + (node + 1);
        say(name + " stands still while the others make blocks; starting it again.");
        // one that is deadlocked does not end when it is asked to
        network.kill(node);
        start(network, node, name);
      }
    }
  }

  private void start(final ChainNetwork network, final int node, final String name) {
    stalled.starts(node, Instant.now());
    try {
      network.start(node);
      SystemFolder.delete(folder.startRequest(node));
    } catch (final NetworkException e) {
      say(name + " does not start: " + e.getMessage());
    }
  }

  private boolean mayRestart(final String what) {
    final Instant now = Instant.now();
    final Instant last = lastRestart.getOrDefault(what, Instant.EPOCH);
    if (last.plus(BETWEEN_RESTARTS).isAfter(now)) {
      return false;
    }
    lastRestart.put(what, now);
    return true;
  }

  private void say(final String line) {
    out.println(line);
    out.flush();
  }
}
