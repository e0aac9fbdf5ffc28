package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeFlagsTest {
  private static final NodeFlags FLAGS =
      new NodeFlags(
          "data",
          "genesis.json",
          "node.key",
          "static-nodes.json",
          1337,
          "127.0.0.1",
          "127.0.0.1",
          30303,
          "127.0.0.1",
          8545,
          List.of("localhost"),
          List.of("VOTES"));

  private static List<String> arguments(final String version) {
    return FLAGS.arguments(BesuRelease.parse(version).orElseThrow());
  }

  @Test
  void olderReleasesGetTheExperimentalNameOfOneOption() {
    assertThat(arguments("24.12.2")).contains("--Xbonsai-parallel-tx-processing-enabled=false");
    assertThat(arguments("25.6.0")).isEqualTo(arguments("24.12.2"));
    assertThat(arguments("25.7.0")).contains("--bonsai-parallel-tx-processing-enabled=false");
    assertThat(arguments("26.8-develop-683880b")).isEqualTo(arguments("25.7.0"));
  }

  @Test
  void nothingElseDiffersBetweenReleases() {
    final List<String> older = new ArrayList<>(arguments("24.12.2"));
    final List<String> newer = new ArrayList<>(arguments("26.8.0"));
    assertThat(older.removeLast()).isNotEqualTo(newer.removeLast());
    assertThat(older).isEqualTo(newer).contains("--rpc-http-port=8545");
  }

  @Test
  void aVersionIsReadByYearAndMonth() {
    assertThat(BesuRelease.parse("26.8.0-RC1")).contains(new BesuRelease(26, 8));
    assertThat(BesuRelease.parse("26.10").orElseThrow()).hasToString("26.10");
    assertThat(BesuRelease.parse("26.10").orElseThrow().isBefore(new BesuRelease(26, 8))).isFalse();
    assertThat(BesuRelease.parse("unknown")).isEmpty();
    assertThat(BesuRelease.parse("26")).isEmpty();
  }
}
