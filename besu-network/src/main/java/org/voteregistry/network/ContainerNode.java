package org.voteregistry.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One validator of the compose file. */
final class ContainerNode implements ChainNode {
  private static final String PROJECT = "vote-registry";

  private final ContainerEngine engine;
  private final Path composeFile;
  private final String service;
  private final Path startedMark;
  private final Map<String, String> environment;

  /**
   * @param node the validator, counted from 0
   * @param startedMark file that says, to every launcher, that the node is meant to run
   * @param environment what the compose file asks for, such as ports
   */
  ContainerNode(
      final ContainerEngine engine,
      final Path composeFile,
      final int node,
      final Path startedMark,
      final Map<String, String> environment) {
    this.engine = engine;
    this.composeFile = composeFile;
    this.service = "validator-" + (node + 1);
    this.startedMark = startedMark;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return service.replace('-', ' ');
  }

  void start() {
    compose("up", "--detach", "--no-deps", service);
    mark(true);
  }

  @Override
  public boolean isRunning() {
    return !compose("ps", "--status", "running", "--quiet", service).isBlank();
  }

  @Override
  public boolean endedByItself() {
    return Files.exists(startedMark) && !isRunning();
  }

  @Override
  public void requestStop() {
    // compose waits for the end itself; there is nothing to ask for before
  }

  @Override
  public void stop() {
    mark(false);
    compose("stop", service);
  }

  @Override
  public void kill() {
    mark(false);
    compose("kill", service);
  }

  @Override
  public String whereItsLogIs() {
    return "docker compose logs " + service;
  }

  @Override
  public String logTail() {
    return compose("logs", "--no-color", "--tail", "25", service);
  }

  private String compose(final String... arguments) {
    final List<String> all =
        new ArrayList<>(
            List.of("compose", "--file", composeFile.toString(), "--project-name", PROJECT));
    all.addAll(List.of(arguments));
    try {
      final ProcessBuilder builder =
          new ProcessBuilder(engine.command(all)).redirectErrorStream(true);
      builder.environment().putAll(environment);
      final Process process = builder.start();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      final int exit = process.waitFor();
      if (exit != 0) {
        throw new NodeFailedException(
            String.join(" ", engine.command(all)) + " ended with " + exit + ":\n" + output);
      }
      return output;
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot run " + engine.program(), e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeFailedException("Interrupted while " + engine.program() + " worked.");
    }
  }

  private void mark(final boolean meantToRun) {
    try {
      if (meantToRun) {
        Files.writeString(startedMark, "");
      } else {
        Files.deleteIfExists(startedMark);
      }
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot write " + startedMark, e);
    }
  }
}
