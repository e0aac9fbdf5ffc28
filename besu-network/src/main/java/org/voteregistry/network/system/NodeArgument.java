package org.voteregistry.network.system;

import org.voteregistry.network.ChainNode;
import org.voteregistry.network.NetworkDescriptor;
import org.voteregistry.network.NetworkFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One validator of a system, as a person counts. */
final class NodeArgument {
  @Mixin private DataOption data;

  @Parameters(paramLabel = "N", description = "The validator, from 1 up.")
  private int number;

  SystemFolder folder() {
    return data.folder();
  }

  /** The node, counted from 0. */
  int node() {
    final int nodes =
        new NetworkFolder(folder().network())
            .descriptor()
            .map(NetworkDescriptor::nodes)
            .orElseThrow(
                () ->
                    new SystemFailedException("There is no network in " + folder().network() + "."))
            .size();
    if (number < 1 || number > nodes) {
      throw new SystemFailedException(
          "The network has validators 1 to " + nodes + ", not " + number + ".");
    }
    return number - 1;
  }

  ChainNode chainNode() {
    return new NetworkFolder(folder().network()).nodes().get(node());
  }
}
