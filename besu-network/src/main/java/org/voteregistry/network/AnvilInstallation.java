package org.voteregistry.network;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The anvil program of Foundry.
 *
 * @param executable the program
 */
record AnvilInstallation(Path executable) {

  /**
   * Looks at ANVIL, then where npm puts it for the contracts module, here and in every folder
   * above, then on PATH.
   *
   * @throws AnvilNotFoundException when it is nowhere
   */
  static AnvilInstallation find() {
    return find(System.getenv(), Path.of("").toAbsolutePath());
  }

  static AnvilInstallation find(
      final Map<String, String> environment, final Path workingDirectory) {
    final String named = environment.getOrDefault("ANVIL", "");
    if (!named.isBlank()) {
      if (!Files.isExecutable(Path.of(named))) {
        throw new AnvilNotFoundException("ANVIL names " + named + ", which cannot be executed.");
      }
      return new AnvilInstallation(Path.of(named));
    }
    return underContracts(workingDirectory)
        .or(() -> onPath(environment.getOrDefault("PATH", "")))
        .map(AnvilInstallation::new)
        .orElseThrow(
            () ->
                new AnvilNotFoundException(
                    "anvil is not installed: run `npm ci --ignore-scripts` in contracts/, put it on PATH, or name it"
                        + " in ANVIL."));
  }

  private static Optional<Path> underContracts(final Path start) {
    final Path installed =
        Path.of("contracts/node_modules/@foundry-rs/anvil-" + platform() + "/bin/anvil");
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      final Path anvil = folder.resolve(installed);
      if (Files.isRegularFile(anvil)) {
        return Optional.of(anvil);
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> onPath(final String path) {
    for (final String folder : path.split(File.pathSeparator, -1)) {
      final Path anvil = Path.of(folder, "anvil");
      if (!folder.isEmpty() && Files.isExecutable(anvil)) {
        return Optional.of(anvil);
      }
    }
    return Optional.empty();
  }

  /** The platform as npm's package names have it, for example linux-amd64. */
  private static String platform() {
    final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    final String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    final String system = os.contains("mac") ? "darwin" : os.contains("win") ? "win32" : "linux";
    return system + "-" + (arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64");
  }
}
