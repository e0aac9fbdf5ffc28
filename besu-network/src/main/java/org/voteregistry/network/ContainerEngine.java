package org.voteregistry.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Docker with its compose plugin.
 *
 * @param program the docker command
 */
public record ContainerEngine(String program) {
  private static final long ANSWER_SECONDS = 15;

  /** The engine, where it runs and has compose. */
  public static Optional<ContainerEngine> find() {
    return find("docker");
  }

  static Optional<ContainerEngine> find(final String program) {
    return succeeds(List.of(program, "info")) && succeeds(List.of(program, "compose", "version"))
        ? Optional.of(new ContainerEngine(program))
        : Optional.empty();
  }

  private static boolean succeeds(final List<String> command) {
    try {
      final Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (final IOException e) {
      return false; // not installed
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  List<String> command(final List<String> arguments) {
    final List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(arguments);
    return command;
  }
}
