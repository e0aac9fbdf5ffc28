package org.voteregistry.ballot;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The reference program, where it is installed (Debian package {@code belenios-tool}). */
public final class BeleniosTool {
  private final Path executable;
  private final Path folder;

  private BeleniosTool(final Path executable, final Path folder) {
    this.executable = executable;
    this.folder = folder;
  }

  /** What a command gave. */
  public record Run(int status, String output, String errors) {}

  /** The tool working in a folder; the test is skipped where it is not installed. */
  public static BeleniosTool in(final Path folder) {
    final Optional<Path> executable =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .map(path -> Path.of(path, "belenios-tool"))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        executable.isPresent(), "belenios-tool is not installed (apt-get install belenios-tool)");
    return new BeleniosTool(executable.orElseThrow(), folder);
  }

  /** Runs a command with these lines as its input. */
  public Run run(final String input, final String... command)
      throws IOException, InterruptedException {
    final List<String> line = new ArrayList<>(List.of(executable.toString()));
    line.addAll(List.of(command));
    final Path in = Files.createTempFile(folder, "in", ".tmp");
    final Path out = Files.createTempFile(folder, "out", ".tmp");
    final Path err = Files.createTempFile(folder, "err", ".tmp");
    Files.writeString(in, input);
    final ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("BELENIOS_USE_URANDOM", "1");
    final Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("belenios-tool did not end: " + line);
    }
    final Run run =
        new Run(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(in);
    Files.delete(out);
    Files.delete(err);
    return run;
  }

  /** Runs a command that must succeed, and gives its output. */
  public String call(final String input, final String... command)
      throws IOException, InterruptedException {
    final Run run = run(input, command);
    if (run.status() != 0) {
      throw new IOException(String.join(" ", command) + ": " + run.errors());
    }
    return run.output();
  }

  /** Whether {@code election verify} accepts the only archive of the folder. */
  public Run verify() throws IOException, InterruptedException {
    return run("", "election", "verify");
  }

  /** The only file of the folder with this ending. */
  public List<Path> files(final String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
