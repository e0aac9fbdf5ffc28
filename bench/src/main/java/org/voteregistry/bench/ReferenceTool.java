package org.voteregistry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code belenios-tool election verify}, where it is installed. */
final class ReferenceTool {
  private static final Pattern USER = Pattern.compile("user\\s+([\\d.]+)");
  private static final Pattern REAL = Pattern.compile("real\\s+([\\d.]+)");

  private final String program;

  private ReferenceTool(final String program) {
    this.program = program;
  }

  static Optional<ReferenceTool> find() {
    return Processors.program("belenios-tool").map(ReferenceTool::new);
  }

  /** Verifies the only archive of a folder, on one processor: the program uses one. */
  BallotProcess.Measurement verify(final Path folder) {
    final List<String> command = new ArrayList<>(Processors.pin());
    // Bash's time tells the processor time of a program that has ended, which Java cannot.
    command.addAll(
        List.of(
            "bash",
            "-c",
            "TIMEFORMAT='real %R user %U'; time \"$0\" election verify --dir \"$1\"",
            program,
            folder.toString()));
    try {
      final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0 || !output.contains("all checks passed")) {
        throw new BenchFailed("belenios-tool does not accept the archive: " + output);
      }
      return new BallotProcess.Measurement(number(REAL, output), number(USER, output), 0);
    } catch (final IOException e) {
      throw new BenchFailed("belenios-tool cannot be started: " + e.getMessage());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }

  private static double number(final Pattern pattern, final String output) {
    final Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new BenchFailed("no time in: " + output);
    }
    return Double.parseDouble(matcher.group(1));
  }
}
