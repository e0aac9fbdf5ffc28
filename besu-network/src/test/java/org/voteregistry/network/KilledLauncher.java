package org.voteregistry.network;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A launcher in a JVM of its own, which is killed while its nodes run. */
final class KilledLauncher {
  private static final String READY = "READY";

  private KilledLauncher() {}

  /**
   * Starts the network of the folder there, kills the launcher, and returns the nodes that it left.
   */
  static List<ProcessHandle> leaveRunning(final Path folder) throws Exception {
    final Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledLauncher.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8))) {
      if (!READY.equals(out.readLine())) {
        throw new AssertionError("the launcher did not start its network");
      }
    } finally {
      launcher.destroyForcibly().waitFor();
    }
    return new NetworkFolder(folder)
        .processes().stream().map(ServerProcess::running).flatMap(Optional::stream).toList();
  }

  public static void main(final String[] args) throws InterruptedException {
    try (ChainNetwork network =
        ChainNetwork.start(NetworkOptions.in(Path.of(args[0])).freePorts().heap("256m").build())) {
      network.rpcUrls();
      System.out.println(READY);
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
