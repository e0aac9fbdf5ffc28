package org.voteregistry.network.system;

import java.util.Optional;
import org.voteregistry.network.BesuInstallation;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ContainerEngine;
import org.voteregistry.network.NetworkDescriptor;
import org.voteregistry.network.NetworkFolder;

/**
 * Which chain a system gets and how that is told.
 *
 * @param kind never AUTO
 * @param words what the chain is made of
 * @param line what is said when it starts
 */
record ChainChoice(ChainKind kind, String words, String line) {

  /**
   * What was asked for; with AUTO what the folder holds already, else the best that this machine
   * can run.
   */
  static ChainChoice of(final ChainKind asked, final SystemFolder folder) {
    final ChainKind kind =
        asked != ChainKind.AUTO
            ? asked
            : new NetworkFolder(folder.network())
                .descriptor()
                .map(NetworkDescriptor::kind)
                .orElseGet(ChainChoice::best);
    return switch (kind) {
      case BESU -> besu();
      case CONTAINER ->
          new ChainChoice(
              kind,
              "Besu validators in containers",
              "Starting Besu validators in containers (docker compose).");
      case DEV ->
          new ChainChoice(
              kind,
              "development chain (anvil): one node, no consensus, no plugin",
              "Starting the development chain: one anvil node, without consensus, validators' seals or plugin."
                  + " For the real network unpack Besu and set BESU_HOME.");
      case AUTO -> throw new IllegalStateException("AUTO was decided before");
    };
  }

  private static ChainChoice besu() {
    final Optional<BesuInstallation> found = BesuInstallation.find();
    final String version = found.map(besu -> "Besu " + besu.version()).orElse("Besu");
    return new ChainChoice(
        ChainKind.BESU,
        version + " validators (QBFT)",
        "Starting " + version + found.map(besu -> " from " + besu.home()).orElse("") + ".");
  }

  private static ChainKind best() {
    if (BesuInstallation.find().isPresent()) {
      return ChainKind.BESU;
    }
    return ContainerEngine.find().isPresent() ? ChainKind.CONTAINER : ChainKind.DEV;
  }
}
