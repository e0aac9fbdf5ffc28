package org.voteregistry.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares recording in batches with one transaction per vote. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description = {
      "Records the same votes on the same network twice: in batches, through the backend and its",
      "database, and as one transaction per vote with the naive contract, signed beforehand, from 30",
      "accounts over all nodes. Prints both rates, their ratio, and where the time goes."
    })
final class RecordCommand implements Callable<Integer> {
  private static final Duration CHAIN = Duration.ofMinutes(2);

  @Option(
      names = "--votes",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Votes of each run (default: ${DEFAULT-VALUE}).")
  private int votes;

  @Option(
      names = "--chain",
      paramLabel = "KIND",
      defaultValue = "auto",
      description = "besu, dev, or auto (default), for the network that is started.")
  private ChainKind chain;

  @Option(
      names = "--validators",
      paramLabel = "N",
      defaultValue = "3",
      description = "Validators of the network that is started (default: ${DEFAULT-VALUE}).")
  private int validators;

  @Option(
      names = "--rpc",
      split = ",",
      paramLabel = "URL",
      description = "Nodes of a running network to use instead; needs --admin-key-file.")
  private List<URI> rpc = List.of();

  @Option(
      names = "--admin-key-file",
      paramLabel = "FILE",
      description = "Key of the running network's first administrator.")
  private Optional<Path> adminKeyFile = Optional.empty();

  @Option(
      names = "--backend-jar",
      paramLabel = "JAR",
      defaultValue = "backend/target/vote-registry-backend.jar",
      description = "The backend's executable jar (default: ${DEFAULT-VALUE}).")
  private Path backendJar;

  @Option(
      names = "--backend-argument",
      paramLabel = "ARG",
      description =
          "Further argument of the backend, such as --voteregistry.recording.batch-size=400.")
  private List<String> backendArguments = List.of();

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Work in this folder and leave it there, logs included.")
  private Optional<Path> keep = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(backendJar)) {
      throw new BenchFailed(backendJar + " is not there: build it with mvn -DskipTests package.");
    }
    final PrintWriter out = spec.commandLine().getOut();
    return WorkFolder.use(
        keep,
        folder -> {
          measure(folder, out);
          return 0;
        });
  }

  private void measure(final Path folder, final PrintWriter out) throws IOException {
    if (!rpc.isEmpty()) {
      final Path key =
          adminKeyFile.orElseThrow(() -> new BenchFailed("--rpc needs --admin-key-file, too."));
      new RecordBench(rpc, key, backendJar, backendArguments, folder, votes, out).run().print(out);
      return;
    }
    final NetworkOptions options =
        NetworkOptions.in(folder.resolve("network"))
            .kind(chain)
            .validators(chain == ChainKind.DEV ? 0 : validators)
            .freePorts()
            .build();
    out.println("Starting a network.");
    out.flush();
    try (ChainNetwork network = ChainNetwork.start(options)) {
      network.awaitBlocks(CHAIN);
      out.println(
          network.isBesu()
              ? network.rpcUrls().size() + " Besu validators make blocks."
              : "This is the development chain: one node without consensus.");
      final Path key = folder.resolve("network").resolve(network.descriptor().adminKeyFile());
      new RecordBench(network.rpcUrls(), key, backendJar, backendArguments, folder, votes, out)
          .run()
          .print(out);
    }
  }
}
