package org.voteregistry.network.system;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.voteregistry.network.NetworkFolder;
import org.voteregistry.network.ServerProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a system, and whatever a killed supervisor left running. */
@Command(
    name = "down",
    description = "Ends the backend and the chain; the data stays.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final PrintWriter out = spec.commandLine().getOut();
    final SystemFolder folder = data.folder();
    final ServerProcess supervisor = folder.supervisor();
    final boolean wasRunning = supervisor.isRunning();
    supervisor.stop(Durations.WHOLE_SYSTEM_STOPS);
    // in the order in which they depend on one another; nothing is left of these after a clean stop
    final boolean backendLeft = folder.backend().isRunning();
    folder.backend().stop();
    final boolean postgresLeft = EmbeddedPostgres.stop(folder.data().resolve("postgres"));
    final List<ServerProcess> nodes =
        new NetworkFolder(folder.network())
            .processes().stream().filter(ServerProcess::isRunning).toList();
    nodes.forEach(ServerProcess::requestStop);
    new NetworkFolder(folder.network()).processes().forEach(ServerProcess::stop);
    folder.forgetState();
    if (wasRunning) {
      out.println("vote-registry has ended. The data stays in " + folder.data() + ".");
    } else if (backendLeft || postgresLeft || !nodes.isEmpty()) {
      out.println(
          "Ended what a killed vote-registry had left running. The data stays in "
              + folder.data()
              + ".");
    } else {
      out.println("vote-registry is not running in " + folder.data() + ".");
    }
    out.flush();
    return 0;
  }
}
