package org.voteregistry.network;

import java.nio.channels.FileLock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From options to a running network: which kind, which keys, which ports, and nobody else in the
 * folder.
 */
final class NetworkStart {
  private static final int DEFAULT_VALIDATORS = 3;

  private NetworkStart() {}

  static ChainNetwork start(final NetworkOptions options) {
    final NetworkFolder folder = new NetworkFolder(options.folder());
    final FileLock lock = folder.lock();
    try {
      stopLeftovers(folder);
      final NetworkDescriptor described = folder.descriptor().orElse(null);
      final ChainKind kind = kind(options, Optional.ofNullable(described));
      final NetworkDescriptor descriptor =
          described == null ? create(folder, options, kind) : described;
      requireMatch(options, descriptor);
      refuseExposedDevelopmentKeys(options, descriptor);
      final NetworkDescriptor placed = place(options, descriptor);
      folder.save(placed);
      return switch (kind) {
        case BESU -> BesuNetwork.start(options, folder, placed, lock);
        case CONTAINER -> ContainerNetwork.start(options, folder, placed, lock);
        case DEV, AUTO -> DevChain.start(options, folder, placed, lock);
      };
    } catch (final RuntimeException | Error e) {
      Locks.release(lock);
      throw e;
    }
  }

  /** Makes keys and genesis in a new folder without starting anything. */
  static NetworkDescriptor create(
      final NetworkFolder folder, final NetworkOptions options, final ChainKind kind) {
    final int validators = options.validators() == 0 ? DEFAULT_VALIDATORS : options.validators();
    if (kind == ChainKind.CONTAINER
        && (validators != ContainerNetwork.VALIDATORS || options.freshKeys())) {
      throw new FolderMismatchException(
          "The compose file has three validators with the development keys; other networks need an unpacked Besu.");
    }
    // There are published keys for a handful of validators only; a larger network gets its own.
    if (options.freshKeys() || validators > DevelopmentKeys.VALIDATORS) {
      return folder.create(
          kind,
          options.chainId(),
          false,
          Stream.generate(NodeKey::random).limit(validators).toList(),
          NodeKey.random());
    }
    refuseExposedDevelopmentKeys(options.host());
    return folder.create(
        kind,
        options.chainId(),
        true,
        DevelopmentKeys.validators(validators),
        DevelopmentKeys.admin());
  }

  /**
   * What a launcher that was killed left running; its lock is gone, so nobody watches these
   * processes.
   */
  private static void stopLeftovers(final NetworkFolder folder) {
    final List<ServerProcess> leftovers =
        folder.processes().stream().filter(ServerProcess::isRunning).toList();
    leftovers.forEach(ServerProcess::requestStop);
    folder.processes().forEach(ServerProcess::stop);
  }

  private static ChainKind kind(
      final NetworkOptions options, final Optional<NetworkDescriptor> existing) {
    if (options.kind() != ChainKind.AUTO) {
      return options.kind();
    }
    return existing
        .map(NetworkDescriptor::kind)
        .orElseGet(
            () ->
                options.besu().isPresent() || BesuInstallation.find().isPresent()
                    ? ChainKind.BESU
                    : ChainKind.DEV);
  }

  private static void requireMatch(
      final NetworkOptions options, final NetworkDescriptor descriptor) {
    if (options.kind() != ChainKind.AUTO && options.kind() != descriptor.kind()) {
      throw new FolderMismatchException(
          options.folder()
              + " holds a "
              + descriptor.kind()
              + " network, not "
              + options.kind()
              + ". Name another folder, or remove this one.");
    }
    if (descriptor.kind() != ChainKind.DEV
        && options.validators() != 0
        && options.validators() != descriptor.nodes().size()) {
      throw new FolderMismatchException(
          options.folder()
              + " holds a network of "
              + descriptor.nodes().size()
              + " validators, not "
              + options.validators()
              + ". Name another folder, or vote validators in and out over the qbft RPC.");
    }
  }

  private static void refuseExposedDevelopmentKeys(
      final NetworkOptions options, final NetworkDescriptor descriptor) {
    if (descriptor.developmentKeys()) {
      refuseExposedDevelopmentKeys(options.host());
    }
  }

  private static void refuseExposedDevelopmentKeys(final String host) {
    if (!Loopback.is(host)) {
      throw new DevelopmentKeysExposedException(
          "The development keys are public, so a network that uses them may not listen on "
              + host
              + ". Make one with its own keys: scripts/new-network.");
    }
  }

  private static NetworkDescriptor place(
      final NetworkOptions options, final NetworkDescriptor descriptor) {
    final List<NetworkDescriptor.Node> nodes = descriptor.nodes();
    final List<Integer> rpc =
        options.rpcPort() == 0
            ? Ports.free(
                options.host(),
                nodes.stream().map(NetworkDescriptor.Node::rpcPort).toList(),
                new HashSet<>())
            : Ports.from(options.rpcPort(), nodes.size());
    final List<Integer> p2p =
        options.p2pPort() == 0
            ? Ports.free(
                options.host(),
                nodes.stream().map(NetworkDescriptor.Node::p2pPort).toList(),
                new HashSet<>(rpc))
            : Ports.from(options.p2pPort(), nodes.size());
    Ports.requireFree(options.host(), "RPC", rpc);
    if (descriptor.kind() == ChainKind.BESU) {
      Ports.requireFree(options.host(), "p2p", p2p);
    }
    return descriptor.at(options.host(), rpc, p2p);
  }
}
