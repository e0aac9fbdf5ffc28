package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The compose file with the official image, where a container engine exists; skipped elsewhere. */
@Testcontainers(disabledWithoutDocker = true)
class ComposeNetworkIT {
  private static final int RPC = 8545;
  private static final Duration LONG = Duration.ofMinutes(3);

  @Container
  private final ComposeContainer compose =
      new ComposeContainer(new File("../compose.yaml"))
          .withExposedService("validator-1", RPC)
          .withExposedService("validator-2", RPC)
          .withExposedService("validator-3", RPC);

  @Test
  void threeValidatorsAgreeOnRisingBlocksOfTheCommittedGenesis() throws Exception {
    final List<BlockAgreement.Peer> peers = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      final String service = "validator-" + i;
      final URI url =
          URI.create(
              "http://"
                  + compose.getServiceHost(service, RPC)
                  + ":"
                  + compose.getServicePort(service, RPC));
      peers.add(new BlockAgreement.Peer(service, new JsonRpc(url)));
    }
    new BlockAgreement(peers, () -> {}).await(LONG);
    assertThat(
            peers.getFirst().rpc().call("eth_getCode", Genesis.GENESIS_ADMIN, "latest").asString())
        .isEqualTo(Genesis.adminCode(DevelopmentKeys.admin().address()));
  }
}
