package org.voteregistry.network.system;

import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;
import org.voteregistry.network.ServerProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a system, or says that it runs. */
@Command(
    name = "up",
    description = "Starts the chain and the backend and watches them until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(200);
  static final String DETACH = "--detach";

  @Mixin private DataOption data;

  @Option(
      names = "--chain",
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "besu, container, dev, or auto for the first of these that is there (default: auto).")
  private ChainKind chain;

  @Option(
      names = "--validators",
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of validators of a new network (default: 3).")
  private int validators;

  @Option(names = DETACH, description = "Return when everything answers, and keep it running.")
  private boolean detach;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of the backend (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--rpc-port",
      paramLabel = "PORT",
      defaultValue = "8001",
      description =
          "RPC port of the first validator; 0 for free ports (default: ${DEFAULT-VALUE}).")
  private int rpcPort;

  @Option(
      names = "--p2p-port",
      paramLabel = "PORT",
      defaultValue = "30303",
      description =
          "p2p port of the first validator; 0 for free ports (default: ${DEFAULT-VALUE}).")
  private int p2pPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the first validator's Prometheus page; 0 for none (default).")
  private int metricsPort;

  @Option(
      names = "--rpc-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address the validators listen on; anything but loopback needs keys of your own.")
  private String rpcHost;

  @Option(
      names = "--node-heap",
      paramLabel = "SIZE",
      defaultValue = "512m",
      description = "Java heap of a validator (default: ${DEFAULT-VALUE}).")
  private String nodeHeap;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description =
          "Folder with Besu plugins for every validator, instead of the votes index alone.")
  private Optional<Path> plugins;

  @Option(
      names = "--votes-plugin",
      paramLabel = "JAR",
      defaultValue = "besu-plugin/target/plugins/vote-registry-besu-plugin.jar",
      description =
          "The votes index that every validator loads, where the file is there (default: ${DEFAULT-VALUE}).")
  private Path votesPlugin;

  @Option(
      names = "--rpc-api",
      paramLabel = "NAME",
      split = ",",
      description = "Further RPC namespaces of a plugin.")
  private List<String> apis = List.of();

  @Option(
      names = "--node-argument",
      paramLabel = "ARG",
      description =
          "Further argument of every validator, for example --node-argument=--logging=DEBUG.")
  private List<String> nodeArguments = List.of();

  @Option(
      names = "--stalled-after",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "Restart a validator that stands still this long while others make blocks (default: ${DEFAULT-VALUE}).")
  private int stalledAfter;

  @Option(names = "--no-backend", description = "Start the chain alone.")
  private boolean noBackend;

  @Option(
      names = "--backend-jar",
      paramLabel = "JAR",
      defaultValue = "backend/target/vote-registry-backend.jar",
      description = "The backend's executable jar (default: ${DEFAULT-VALUE}).")
  private Path backendJar;

  @Option(
      names = "--backend-heap",
      paramLabel = "SIZE",
      defaultValue = "512m",
      description = "Java heap of the backend (default: ${DEFAULT-VALUE}).")
  private String backendHeap;

  @Option(
      names = "--backend-argument",
      paramLabel = "ARG",
      description =
          "Further argument of the backend, for example --backend-argument=--logging.level.root=DEBUG.")
  private List<String> backendArguments = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final PrintWriter out = spec.commandLine().getOut();
    final SystemFolder folder = data.folder();
    if (folder.anotherSupervises()) {
      return alreadyRunning(folder, out);
    }
    if (!noBackend && !Files.isRegularFile(backendJar)) {
      throw new SystemFailedException(
          backendJar
              + " is not there: build it with mvn -DskipTests package, or give --no-backend.");
    }
    if (detach) {
      return startDetached(folder, out);
    }
    final Optional<FileLock> lock = folder.lock();
    if (lock.isEmpty()) {
      return alreadyRunning(folder, out);
    }
    final ChainChoice choice = ChainChoice.of(chain, folder);
    out.println(choice.line());
    if (choice.kind() == ChainKind.BESU && plugins.isEmpty() && !hasVotesPlugin()) {
      out.println("No votes index: " + votesPlugin + " is not there. Everything else works.");
    }
    out.flush();
    new Supervisor(folder, Duration.ofSeconds(stalledAfter), out)
        .run(
            lock.get(),
            f -> startNetwork(f, choice.kind()),
            choice.words(),
            network -> noBackend ? Optional.empty() : Optional.of(backend(folder, network)));
    return 0;
  }

  private ChainNetwork startNetwork(final SystemFolder folder, final ChainKind kind) {
    if (!noBackend) {
      // told before the chain has started, which takes a while
      BackendPort.requireFree(port);
    }
    return ChainNetwork.start(networkOptions(folder, kind));
  }

  private NetworkOptions networkOptions(final SystemFolder folder, final ChainKind kind) {
    final NetworkOptions.Builder options =
        NetworkOptions.in(folder.network())
            .kind(kind)
            .validators(validators)
            .host(rpcHost)
            .rpcPort(rpcPort)
            .p2pPort(p2pPort)
            .metricsPort(metricsPort)
            .heap(nodeHeap)
            .extraApis(apis.toArray(String[]::new))
            .extraNodeArguments(nodeArguments.toArray(String[]::new));
    plugins.ifPresentOrElse(
        options::pluginsDirectory,
        () -> {
          if (hasVotesPlugin()) {
            options.votesPlugin(votesPlugin);
          }
        });
    return options.build();
  }

  private boolean hasVotesPlugin() {
    return Files.isRegularFile(votesPlugin);
  }

  private Backend backend(final SystemFolder folder, final ChainNetwork network) {
    return Backend.of(folder, network, backendJar, backendHeap, port, backendArguments);
  }

  private static int alreadyRunning(final SystemFolder folder, final PrintWriter out) {
    out.println("vote-registry is already running in " + folder.data() + ".");
    out.flush();
    out.print(awaitState(folder).addresses());
    out.flush();
    return 0;
  }

  private int startDetached(final SystemFolder folder, final PrintWriter out) {
    final ServerProcess supervisor = folder.supervisor();
    folder.forgetState();
    supervisor.start(
        ThisProgram.command(spec.commandLine().getParseResult().originalArgs()),
        ThisProgram.environment());
    out.print(awaitState(folder).addresses());
    out.println("Runs in the background; scripts/down ends it. Its log: " + supervisor.log());
    out.flush();
    return 0;
  }

  private static SystemState awaitState(final SystemFolder folder) {
    final long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      final Optional<SystemState> state = folder.state();
      if (state.isPresent()) {
        return state.get();
      }
      final ServerProcess supervisor = folder.supervisor();
      if (!supervisor.isRunning()) {
        throw new SystemFailedException(
            "vote-registry did not start. The end of "
                + supervisor.log()
                + ":\n"
                + supervisor.logTail());
      }
      Pause.of(POLL);
    }
    throw new SystemFailedException(
        "vote-registry did not answer within " + START_TIMEOUT.toMinutes() + " minutes.");
  }
}
