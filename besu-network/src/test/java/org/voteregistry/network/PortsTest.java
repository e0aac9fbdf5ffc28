package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final String HOST = "127.0.0.1";

  @Test
  void areConsecutiveWhenTheFirstIsGiven() {
    assertThat(Ports.from(8001, 3)).containsExactly(8001, 8002, 8003);
  }

  @Test
  void areDifferentAndFreeWhenNoneIsGiven() {
    final List<Integer> ports = Ports.free(HOST, List.of(0, 0, 0), Set.of());
    assertThat(ports).doesNotHaveDuplicates().hasSize(3).allMatch(port -> Ports.isFree(HOST, port));
  }

  @Test
  void areKeptWhileTheyAreFree() {
    final List<Integer> before = Ports.free(HOST, List.of(0, 0), Set.of());
    assertThat(Ports.free(HOST, before, Set.of())).isEqualTo(before);
    assertThat(Ports.free(HOST, before, Set.of(before.getFirst())))
        .doesNotContain(before.getFirst());
  }

  @Test
  void areNamedWhenAnotherProgramHasThem() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      assertThatThrownBy(() -> Ports.requireFree(HOST, "RPC", List.of(other.getLocalPort())))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining(Integer.toString(other.getLocalPort()))
          .hasMessageContaining("RPC");
    }
  }
}
