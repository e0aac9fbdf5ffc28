package org.voteregistry.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A system that scripts/up started, found by its data folder.
 *
 * @param project folder that holds scripts/
 * @param data the system's data folder
 */
record RunningSystem(Path project, Path data, List<URI> rpcUrls, URI backendUrl) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The system of a data folder, where one runs there and answers. */
  static Optional<RunningSystem> find(final Path project, final Path data) {
    final Path state = data.resolve("run/system.json");
    if (!Files.exists(state)) {
      return Optional.empty();
    }
    final JsonNode json = JSON.readTree(state.toFile());
    final List<URI> rpcUrls = new ArrayList<>();
    json.path("rpcUrls").forEach(url -> rpcUrls.add(URI.create(url.asString())));
    final String backend = json.path("backendUrl").asString("");
    if (backend.isEmpty()) {
      return Optional.empty();
    }
    final RunningSystem system =
        new RunningSystem(project, data, List.copyOf(rpcUrls), URI.create(backend));
    return system.api().isReady() ? Optional.of(system) : Optional.empty();
  }

  /** Starts a system with scripts/up and waits until it answers. */
  static RunningSystem start(final Path project, final Path data, final List<String> upArguments) {
    final List<String> command = new ArrayList<>(List.of("scripts/up", "--detach"));
    command.addAll(upArguments);
    run(project, command);
    return find(project, data)
        .orElseThrow(() -> new BenchFailed("scripts/up ended, but nothing answers in " + data));
  }

  BackendApi api() {
    return new BackendApi(backendUrl, data);
  }

  /** Whether the others agree on blocks while one validator is away. */
  boolean survivesOneValidator() {
    return rpcUrls.size() >= 3;
  }

  /** kill -9 of a validator, counted from 1. */
  void killValidator(final int number) {
    launcher("kill-node", number);
  }

  void startValidator(final int number) {
    launcher("start-node", number);
  }

  private void launcher(final String command, final int number) {
    run(
        project,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            "besu-network/target/vote-registry-network.jar",
            command,
            Integer.toString(number),
            "--data",
            data.toString()));
  }

  void down() {
    run(project, List.of("scripts/down", "--data", data.toString()));
  }

  private static void run(final Path project, final List<String> command) {
    try {
      final int exit =
          new ProcessBuilder(command).directory(project.toFile()).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new BenchFailed("%s ended with %d".formatted(command.getFirst(), exit));
      }
    } catch (final IOException e) {
      throw new BenchFailed("%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()));
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }
}
