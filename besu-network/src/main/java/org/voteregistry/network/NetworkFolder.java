package org.voteregistry.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a network lives.
 *
 * <pre>
 * network.json     public facts ({@link NetworkDescriptor})
 * genesis.json     the genesis
 * static-nodes.json  the nodes' addresses, written at every start
 * admin.key        private key of the first administrator   (owner only)
 * node-1/key       the node's private key                   (owner only)
 * node-1/data/     the node's database
 * node-1/node.log  what the node printed
 * node-1/pid       its process, while it runs
 * plugins/         plugins of its nodes, where the launcher installed one
 * lock             held by the launcher, while it runs
 * </pre>
 *
 * @param path the folder
 */
public record NetworkFolder(Path path) {

  Path descriptorFile() {
    return path.resolve("network.json");
  }

  Path genesisFile() {
    return path.resolve("genesis.json");
  }

  Path staticNodesFile() {
    return path.resolve("static-nodes.json");
  }

  Path plugins() {
    return path.resolve("plugins");
  }

  public Path adminKeyFile() {
    return path.resolve("admin.key");
  }

  /** The folder of a node, counted from 0. */
  Path node(final int node) {
    return path.resolve("node-" + (node + 1));
  }

  Path nodeKeyFile(final int node) {
    return node(node).resolve("key");
  }

  /** The processes of all nodes that have a folder here, whatever the descriptor says. */
  public List<ServerProcess> processes() {
    final List<ServerProcess> processes = new ArrayList<>();
    for (int i = 0; Files.isDirectory(node(i)); i++) {
      processes.add(process(i));
    }
    return processes;
  }

  /** The process of a node, counted from 0. */
  public ServerProcess process(final int node) {
    final Path home = node(node);
    return new ServerProcess(
        "validator " + (node + 1), home.resolve("pid"), home, home.resolve("node.log"));
  }

  /** The nodes of the network that the folder holds, in order; empty where it holds none. */
  public List<ChainNode> nodes() {
    return descriptor()
        .map(
            descriptor ->
                descriptor.kind() == ChainKind.CONTAINER
                    ? List.<ChainNode>copyOf(ContainerNetwork.nodes(this, descriptor))
                    : List.<ChainNode>copyOf(processes()))
        .orElse(List.of());
  }

  /** The facts of the network that the folder holds; empty where it holds none. */
  public Optional<NetworkDescriptor> descriptor() {
    if (!Files.exists(descriptorFile())) {
      return Optional.empty();
    }
    return Optional.of(Json.MAPPER.readValue(descriptorFile().toFile(), NetworkDescriptor.class));
  }

  NodeKey adminKey() {
    return readKey(adminKeyFile());
  }

  NodeKey nodeKey(final int node) {
    return readKey(nodeKeyFile(node));
  }

  private static NodeKey readKey(final Path file) {
    try {
      return NodeKey.fromPrivateKey(Files.readString(file));
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot read the key " + file, e);
    }
  }

  void save(final NetworkDescriptor descriptor) {
    writeWhole(descriptorFile(), Json.MAPPER.writeValueAsString(descriptor) + "\n");
  }

  void saveStaticNodes(final NetworkDescriptor descriptor, final String p2pHost) {
    final List<String> enodes = new ArrayList<>();
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      enodes.add(nodeKey(i).enode(p2pHost, descriptor.nodes().get(i).p2pPort()));
    }
    writeWhole(staticNodesFile(), Json.MAPPER.writeValueAsString(enodes) + "\n");
  }

  private static void writeWhole(final Path file, final String text) {
    try {
      final Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /**
   * Writes a new network here. The descriptor comes last, so that a folder that has one is
   * complete.
   *
   * @param kind BESU or DEV
   * @param validators keys of the validators; for DEV none
   */
  NetworkDescriptor create(
      final ChainKind kind,
      final long chainId,
      final boolean developmentKeys,
      final List<NodeKey> validators,
      final NodeKey admin) {
    try {
      OwnerOnlyFile.createFolder(path);
      removeHalfMade();
      OwnerOnlyFile.create(adminKeyFile(), admin.privateKey() + "\n");
      final List<NetworkDescriptor.Node> nodes = new ArrayList<>();
      if (kind == ChainKind.DEV) {
        OwnerOnlyFile.createFolder(node(0));
        nodes.add(new NetworkDescriptor.Node("0x" + "0".repeat(40), 0, 0));
      } else {
        for (int i = 0; i < validators.size(); i++) {
          OwnerOnlyFile.createFolder(node(i));
          OwnerOnlyFile.create(nodeKeyFile(i), validators.get(i).privateKey() + "\n");
          nodes.add(new NetworkDescriptor.Node(validators.get(i).address(), 0, 0));
        }
        final List<String> addresses = validators.stream().map(NodeKey::address).toList();
        writeWhole(genesisFile(), new Genesis(chainId, addresses, admin.address()).json());
      }
      final NetworkDescriptor descriptor =
          new NetworkDescriptor(
              kind,
              chainId,
              developmentKeys,
              admin.address(),
              adminKeyFile().getFileName().toString(),
              "127.0.0.1",
              nodes);
      save(descriptor);
      return descriptor;
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot make a network in " + path, e);
    }
  }

  /** Keys of a creation that was interrupted before its descriptor were never used. */
  private void removeHalfMade() throws IOException {
    Files.deleteIfExists(adminKeyFile());
    try (Stream<Path> nodes = Files.list(path)) {
      for (final Path node :
          nodes.filter(p -> p.getFileName().toString().startsWith("node-")).toList()) {
        Files.deleteIfExists(node.resolve("key"));
      }
    }
  }

  /**
   * Takes the folder for this process until the lock is released or the process ends.
   *
   * @throws FolderInUseException when another launcher has it
   */
  FileLock lock() {
    try {
      OwnerOnlyFile.createFolder(path);
      final FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        final FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (final OverlappingFileLockException e) {
        channel.close();
        throw inUse();
      }
      channel.close();
      throw inUse();
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot lock " + path, e);
    }
  }

  private FolderInUseException inUse() {
    return new FolderInUseException(
        "The network in "
            + path
            + " is already running. Use it, or end it first with scripts/down.");
  }
}
