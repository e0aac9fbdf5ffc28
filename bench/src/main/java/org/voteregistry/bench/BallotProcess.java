package org.voteregistry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one {@link BallotTask} in a JVM of its own. */
final class BallotProcess {
  private final List<String> jvm = new ArrayList<>();

  /**
   * A JVM.
   *
   * @param gmp whether GMP does the arithmetic
   * @param processors how many it sees
   */
  BallotProcess(final boolean gmp, final int processors) {
    jvm.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    jvm.add("-XX:+UseSerialGC");
    jvm.add("-XX:ActiveProcessorCount=" + processors);
    if (gmp) {
      jvm.add("-Dorg.voteregistry.ballot.gmp=true");
      jvm.add("--enable-native-access=ALL-UNNAMED");
    }
  }

  /** With at most so much heap. */
  BallotProcess heap(final int megabytes) {
    jvm.add("-Xmx" + megabytes + "m");
    return this;
  }

  /** On one processor, which the operating system makes sure of. */
  BallotProcess pinned() {
    jvm.addAll(0, Processors.pin());
    return this;
  }

  /**
   * What was measured.
   *
   * @param seconds by the clock on the wall
   * @param cpuSeconds of the processors, which other programs do not disturb
   * @param heapBytes in use at most, where that was looked at
   */
  record Measurement(double seconds, double cpuSeconds, long heapBytes) {}

  Measurement run(final BallotTask task, final String... options) {
    final List<String> command = new ArrayList<>(jvm);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Bench.class.getName(),
            "ballot-task",
            "--task=" + task));
    command.addAll(List.of(options));
    try {
      final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new BenchFailed("%s failed: %s".formatted(task, output));
      }
      return output
          .lines()
          .filter(line -> line.startsWith("measured "))
          .map(line -> line.split(" ", -1))
          .map(
              words ->
                  new Measurement(
                      Double.parseDouble(words[1]),
                      Double.parseDouble(words[2]),
                      Long.parseLong(words[3])))
          .findFirst()
          .orElseThrow(() -> new BenchFailed("%s said: %s".formatted(task, output)));
    } catch (final IOException e) {
      throw new BenchFailed("a JVM cannot be started: " + e.getMessage());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }
}
