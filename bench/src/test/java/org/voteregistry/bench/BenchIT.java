package org.voteregistry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.network.BesuInstallation;
import picocli.CommandLine;

/** The commands as scripts/demo and scripts/bench call them, small and on the development chain. */
class BenchIT {
  private static final String PROJECT = "..";

  @TempDir Path folder;

  private record Run(int exit, String out) {}

  private static Run bench(final String... arguments) {
    final StringWriter out = new StringWriter();
    final CommandLine bench = Bench.commandLine().setOut(new PrintWriter(out, true));
    bench.setErr(new PrintWriter(out, true));
    return new Run(bench.execute(arguments), out.toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void theVotesIndexIsMeasuredOnARealValidator() {
    assumeThat(BesuInstallation.find())
        .as("Skipped: no Besu here (BESU_HOME, PATH, /opt/besu) whose index could be measured")
        .isPresent();
    final Run run =
        bench(
            "index",
            "--votes=600",
            "--small-batches=3",
            "--warm-up=0",
            "--votes-plugin="
                + PROJECT
                + "/besu-plugin/target/plugins/vote-registry-besu-plugin.jar");
    assertThat(run.out())
        .containsPattern("votes in the index\\s+630 \\(\\d+ events\\)")
        .containsPattern("rebuild\\s+.* events/s")
        .containsPattern("queryable after import\\s+p50 .* ms, p99 .* ms")
        .containsPattern("times as fast")
        .containsPattern("MiB without");
    assertThat(run.exit()).isZero();
  }

  @Test
  void theDemonstrationStartsASystemAndLosesNothing() throws IOException {
    final Run run =
        bench(
            "demo",
            "--project=" + PROJECT,
            "--chain=dev",
            "--data=" + folder,
            "--port=" + freePort(),
            "--rpc-port=0",
            "--votes=60",
            "--clients=8");
    assertThat(run.out())
        .containsPattern("accepted\\s+60\\b")
        .containsPattern("lost\\s+0\\b")
        .containsPattern("doubled\\s+0\\b")
        .containsPattern("result\\s+blank \\d+, Ada \\d+, Grace \\d+")
        .containsPattern(
            "archive\\s+\\S+\\.bel, .*; 60 ballots counted, \\d+ checks passed, 0 failed")
        .doesNotContain("REFUSES")
        .contains("No validator is stopped");
    assertThat(run.exit()).isZero();
  }

  @Test
  void recordingIsMeasuredBothWaysOnOneNetwork() {
    final List<String> arguments =
        Stream.of(
                "record",
                "--chain=dev",
                "--votes=300",
                "--keep=" + folder,
                "--backend-jar=../backend/target/vote-registry-backend.jar")
            .toList();
    final Run run = bench(arguments.toArray(String[]::new));
    assertThat(run.out())
        .containsPattern("in batches\\s+300 votes in")
        .containsPattern("one by one\\s+300 votes in")
        .containsPattern("ratio\\s+[0-9.]+ times the rate");
    assertThat(run.exit()).isZero();
  }

  @Test
  void ballotsAreMeasuredSideBySideWithTheReferenceProgram() {
    final Run run = bench("ballot", "--ballots=8", "--many=12", "--tally=16", "--encryptions=2");
    assertThat(run.out())
        .containsPattern("(belenios-tool, 1 processor +[0-9.]+|belenios-tool is not installed)")
        .containsPattern("plain Java, 1 processor, warm +[0-9.]+ +[0-9.]+ +[0-9.]+")
        .containsPattern("GMP, \\d+ processors, warm +[0-9.]+")
        .containsPattern("encryption of 20 answers +[0-9.]+ ms")
        .containsPattern("tally of 16 ballots, GMP: +[0-9.]+ s")
        .containsPattern("heap in use, at most +[0-9.]+ MB for 8 ballots");
    assertThat(run.exit()).isZero();
  }

  @Test
  void aMissingBackendIsNamed() {
    final Run run = bench("record", "--backend-jar=" + folder.resolve("none.jar"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("none.jar is not there");
  }
}
