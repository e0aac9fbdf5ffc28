package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NetworkOptionsTest {
  private static NetworkOptions.Builder options() {
    return NetworkOptions.in(Path.of("somewhere"));
  }

  @Test
  void areLoopbackWithTheUsualPortsUnlessToldOtherwise() {
    final NetworkOptions options = options().build();
    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.rpcPort()).isEqualTo(8001);
    assertThat(options.p2pPort()).isEqualTo(30303);
    assertThat(options.chainId()).isEqualTo(1337);
    assertThat(options.folder()).isAbsolute();
  }

  @Test
  void takeFreePorts() {
    final NetworkOptions options = options().freePorts().build();
    assertThat(options.rpcPort()).isZero();
    assertThat(options.p2pPort()).isZero();
  }

  @Test
  void sayWhichValueIsWrong() {
    assertThatThrownBy(() -> options().validators(-1).build()).hasMessageContaining("-1");
    assertThatThrownBy(() -> options().rpcPort(70_000).build()).hasMessageContaining("70000");
    assertThatThrownBy(() -> options().p2pPort(-2).build()).hasMessageContaining("-2");
    assertThatThrownBy(() -> options().metricsPort(-3).build()).hasMessageContaining("-3");
    assertThatThrownBy(() -> options().chainId(0).build()).hasMessageContaining("chain id");
    assertThatThrownBy(() -> options().heap("much").build()).hasMessageContaining("much");
    assertThatThrownBy(
            () -> options().pluginsDirectory(Path.of("p")).votesPlugin(Path.of("v")).build())
        .hasMessageContaining("one folder");
    assertThatThrownBy(() -> options().extraApis("VOTES,ADMIN").build())
        .hasMessageContaining("VOTES,ADMIN");
    assertThatThrownBy(() -> options().startTimeout(Duration.ZERO).build())
        .hasMessageContaining("PT0S");
  }
}
