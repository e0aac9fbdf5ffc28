package org.voteregistry.network;

import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Validators run by an installed Besu. */
final class BesuNetwork extends RunningNodes {
  private final NetworkOptions options;
  private final BesuInstallation besu;

  private BesuNetwork(
      final NetworkOptions options,
      final BesuInstallation besu,
      final NetworkFolder folder,
      final NetworkDescriptor descriptor,
      final FileLock lock) {
    super(folder, descriptor, folder.processes(), lock);
    this.options = options;
    this.besu = besu;
  }

  static BesuNetwork start(
      final NetworkOptions options,
      final NetworkFolder folder,
      final NetworkDescriptor descriptor,
      final FileLock lock) {
    final BesuNetwork network = of(options, folder, descriptor, lock);
    options.votesPlugin().ifPresent(jar -> new VotesPlugin(jar).install(folder.plugins()));
    folder.saveStaticNodes(descriptor, Loopback.reachable(options.host()));
    network.launchAll(options.startTimeout());
    return network;
  }

  /** The network as a launcher knows it, nothing started. */
  static BesuNetwork of(
      final NetworkOptions options,
      final NetworkFolder folder,
      final NetworkDescriptor descriptor,
      final FileLock lock) {
    final BesuInstallation besu =
        options
            .besu()
            .or(BesuInstallation::find)
            .orElseThrow(
                () ->
                    new BesuUnusableException(
                        "No Besu was found: set BESU_HOME, put besu on PATH, or unpack it to /opt/besu."));
    return new BesuNetwork(options, besu, folder, descriptor, lock);
  }

  @Override
  public boolean isBesu() {
    return true;
  }

  @Override
  void launch(final int node) {
    folder().process(node).start(command(node), environment());
  }

  private List<String> command(final int node) {
    final NetworkDescriptor.Node place = descriptor().nodes().get(node);
    final NodeFlags flags =
        new NodeFlags(
            folder().node(node).resolve("data").toString(),
            folder().genesisFile().toString(),
            folder().nodeKeyFile(node).toString(),
            folder().staticNodesFile().toString(),
            descriptor().chainId(),
            Loopback.reachable(options.host()),
            options.host(),
            place.p2pPort(),
            options.host(),
            place.rpcPort(),
            hostAllowlist(),
            apis());
    final List<String> command = new ArrayList<>();
    command.add(besu.executable().toString());
    command.addAll(flags.arguments(besu.release()));
    if (options.metricsPort() != 0) {
      command.add("--metrics-enabled=true");
      command.add("--metrics-host=" + options.host());
      command.add("--metrics-port=" + (options.metricsPort() + node));
      options.votesPlugin().ifPresent(jar -> command.add(VotesPlugin.metricsOption()));
    }
    command.addAll(options.extraNodeArguments());
    return command;
  }

  private List<String> apis() {
    final Set<String> apis = new LinkedHashSet<>(options.extraApis());
    options.votesPlugin().ifPresent(jar -> apis.add(VotesPlugin.API));
    return List.copyOf(apis);
  }

  private List<String> hostAllowlist() {
    final Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1"));
    if (!options.host().equals("0.0.0.0")) {
      hosts.add(options.host());
    }
    return List.copyOf(hosts);
  }

  private Map<String, String> environment() {
    final List<String> jvm = new ArrayList<>();
    jvm.add("-Xmx" + options.heap());
    // smallest footprint and quickest start for a heap of this size on few cores
    jvm.add("-XX:+UseSerialGC");
    options
        .votesPlugin()
        .map(jar -> folder().plugins())
        .or(options::pluginsDirectory)
        .ifPresent(
            folder ->
                jvm.add(
                    // the start script reads JAVA_OPTS as a shell would
                    "\"-Dbesu.plugins.dir=" + folder.toAbsolutePath() + "\""));
    final Map<String, String> environment = new LinkedHashMap<>();
    environment.put("JAVA_HOME", besu.javaHome().toString());
    environment.put("BESU_HOME", besu.home().toString());
    environment.put("JAVA_OPTS", String.join(" ", jvm));
    return environment;
  }
}
