package org.voteregistry.backend.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.chain.ChainObserver;
import org.voteregistry.backend.chain.ChainProperties;
import org.voteregistry.backend.chain.StubNode;
import org.voteregistry.backend.chain.ValidatorPool;

class BallotsInTheClearTest {
  private static BallotsInTheClear allowedOn(final URI node) {
    final ChainProperties properties =
        new ChainProperties(
            List.of(node),
            null,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            3);
    try (ValidatorPool pool = new ValidatorPool(properties, new ChainObserver() {})) {
      return new BallotsInTheClear(true, List.of(node), pool);
    }
  }

  @Test
  void areAllowedOnTheDevelopmentNetworkOfThisMachine() throws IOException {
    final StubNode node = new StubNode(5, 1337);
    assertThat(allowedOn(node.uri()).allowed()).isTrue();
    node.stop();
  }

  @Test
  void areRefusedOnAnyOtherChain() throws IOException {
    final StubNode node = new StubNode(5, 4711);
    assertThatThrownBy(() -> allowedOn(node.uri()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chain id 4711");
    node.stop();
  }

  @Test
  void areRefusedWhereAValidatorIsOnAnotherMachine() {
    assertThatThrownBy(() -> allowedOn(URI.create("http://192.0.2.1:8001")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("192.0.2.1");
  }
}
