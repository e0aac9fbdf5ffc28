package org.voteregistry.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job on a running or freshly started system. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Holds an election with encrypted ballots: casts them through the API with many clients, kills a",
      "validator in the middle, checks every receipt against the chain, decrypts with two of three",
      "trustees and has the archive verified. Exits 0 only if no vote is lost or doubled and the",
      "result is what was chosen.",
      "Uses the system that runs in the data folder, or starts one and takes it down again."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--chain",
      paramLabel = "KIND",
      defaultValue = "auto",
      description = "besu, container, dev or auto, for a system that is started (default: auto).")
  private String chain;

  @Option(
      names = "--validators",
      paramLabel = "N",
      defaultValue = "0",
      description = "Validators of a new network (default: 3).")
  private int validators;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The system's data folder (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The backend's port, for a system that is started (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--rpc-port",
      paramLabel = "PORT",
      defaultValue = "8001",
      description =
          "The first validator's RPC port, for a system that is started; 0 for free ones.")
  private int rpcPort;

  @Option(
      names = "--p2p-port",
      paramLabel = "PORT",
      defaultValue = "30303",
      description =
          "The first validator's p2p port, for a system that is started; 0 for free ones.")
  private int p2pPort;

  @Option(
      names = "--votes",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Ballots, and size of the roll (default: ${DEFAULT-VALUE}).")
  private int votes;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "50",
      description = "Clients that cast at once (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--project", hidden = true, defaultValue = ".")
  private Path project;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final Path folder = data.toAbsolutePath().normalize();
    final PrintWriter out = spec.commandLine().getOut();
    final Optional<RunningSystem> running = RunningSystem.find(project, folder);
    if (running.isPresent()) {
      out.println("Using the system that runs in " + folder + ".");
      return show(running.get(), out);
    }
    out.println("Starting a system in " + folder + ".");
    out.flush();
    final RunningSystem started = RunningSystem.start(project, folder, upArguments(folder));
    try {
      return show(started, out);
    } finally {
      started.down();
    }
  }

  private int show(final RunningSystem system, final PrintWriter out) {
    final DemoOutcome outcome = new Demo(system, votes, clients, out).run();
    outcome.print(out);
    return outcome.ok() ? 0 : 1;
  }

  private List<String> upArguments(final Path folder) {
    return List.of(
        "--chain=" + chain.toLowerCase(Locale.ROOT),
        "--validators=" + validators,
        "--data=" + folder,
        "--port=" + port,
        "--rpc-port=" + rpcPort,
        "--p2p-port=" + p2pPort);
  }
}
