package org.voteregistry.network.system;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The data folder, which every command takes. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder of everything that is kept (default: ${DEFAULT-VALUE}).")
  private Path data;

  SystemFolder folder() {
    return SystemFolder.at(data);
  }
}
