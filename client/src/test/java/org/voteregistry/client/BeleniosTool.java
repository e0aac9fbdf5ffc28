package org.voteregistry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The reference program, where it is installed (Debian package {@code belenios-tool}). */
final class BeleniosTool {
  private BeleniosTool() {}

  static boolean installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "belenios-tool")));
  }

  /** Runs a command in a folder, which must succeed; gives what it printed. */
  static String call(final Path folder, final String input, final String... command)
      throws Exception {
    final List<String> line = new ArrayList<>(List.of("belenios-tool"));
    line.addAll(List.of(command));
    final Path in = Files.writeString(Files.createTempFile("belenios", ".in"), input);
    final Path out = Files.createTempFile("belenios", ".out");
    final Path err = Files.createTempFile("belenios", ".err");
    final ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("BELENIOS_USE_URANDOM", "1");
    final Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", line, Files.readString(err, UTF_8)).isZero();
    final String printed = Files.readString(out, UTF_8);
    for (final Path file : List.of(in, out, err)) {
      Files.delete(file);
    }
    return printed;
  }
}
