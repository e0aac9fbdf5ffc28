package org.voteregistry.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.network.BesuInstallation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the votes index that the plugin keeps in a validator. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = {
      "Records votes on one real validator with the votes index, and measures: how soon a recorded",
      "vote is found, votes_listVotes against eth_getLogs, a rebuild, and the memory that it takes."
    })
final class IndexCommand implements Callable<Integer> {
  @Option(
      names = "--votes",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Votes (default: ${DEFAULT-VALUE}).")
  private int votes;

  @Option(
      names = "--small-batches",
      paramLabel = "N",
      defaultValue = "120",
      description = "Batches that are watched until they are found (default: ${DEFAULT-VALUE}).")
  private int smallBatches;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description =
          "Reads both ways for so long before it measures that (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--votes-plugin",
      paramLabel = "JAR",
      defaultValue = "besu-plugin/target/plugins/vote-registry-besu-plugin.jar",
      description = "The plugin (default: ${DEFAULT-VALUE}).")
  private Path plugin;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Work in this folder and leave it there, logs included.")
  private Optional<Path> keep = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (BesuInstallation.find().isEmpty()) {
      throw new BenchFailed("There is no Besu in BESU_HOME, on PATH or in /opt/besu to measure.");
    }
    if (!Files.isRegularFile(plugin)) {
      throw new BenchFailed(plugin + " is not there: build it with mvn -DskipTests package.");
    }
    final PrintWriter out = spec.commandLine().getOut();
    return WorkFolder.use(
        keep,
        folder -> {
          new IndexBench(
                  folder,
                  plugin.toAbsolutePath(),
                  votes,
                  smallBatches,
                  Duration.ofSeconds(warmUp),
                  out)
              .run()
              .print(out);
          return 0;
        });
  }
}
