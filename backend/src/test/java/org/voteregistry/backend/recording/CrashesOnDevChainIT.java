package org.voteregistry.backend.recording;

import org.voteregistry.backend.support.BackendTest;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;

class CrashesOnDevChainIT extends CrashCases {
  CrashesOnDevChainIT() {
    super(
        ChainNetwork.start(
            NetworkOptions.in(BackendTest.newDataFolder().resolve("network"))
                .kind(ChainKind.DEV)
                .freePorts()
                .build()));
  }
}
