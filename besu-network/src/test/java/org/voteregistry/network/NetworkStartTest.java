package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before, or fails while, a network starts; the Besu here is a script. */
class NetworkStartTest {
  @TempDir Path folder;
  private BesuInstallation besu;

  @BeforeEach
  void fakeBesu() throws Exception {
    final Path script = Files.createDirectories(folder.resolve("besu/bin")).resolve("besu");
    Files.writeString(script, "#!/bin/sh\necho \"cannot start with $JAVA_OPTS $*\"\nexit 1\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    besu =
        new BesuInstallation(
            folder.resolve("besu"), "26.8.0", Path.of(System.getProperty("java.home")));
  }

  private NetworkOptions.Builder options() {
    return NetworkOptions.in(folder.resolve("network"))
        .kind(ChainKind.BESU)
        .besu(besu)
        .freePorts()
        .startTimeout(Duration.ofSeconds(20));
  }

  @Test
  void developmentKeysAreRefusedWhereOtherMachinesReachTheNodes() {
    assertThatThrownBy(() -> ChainNetwork.start(options().host("0.0.0.0").build()))
        .isInstanceOf(DevelopmentKeysExposedException.class)
        .hasMessageContaining("0.0.0.0")
        .hasMessageContaining("scripts/new-network");
    assertThat(folder.resolve("network/network.json")).doesNotExist();
  }

  @Test
  void aNodeThatEndsIsReportedWithTheEndOfItsLog() {
    assertThatThrownBy(
            () ->
                ChainNetwork.start(
                    options().pluginsDirectory(folder.resolve("with space")).build()))
        .isInstanceOf(NodeFailedException.class)
        .hasMessageContaining("ended by itself")
        .hasMessageContaining("cannot start with -Xmx512m")
        .hasMessageContaining("\"-Dbesu.plugins.dir=" + folder.resolve("with space") + "\"");
  }

  @Test
  void theVotesIndexIsInstalledInTheNetworkAndServed() throws Exception {
    final Path jar = Files.writeString(folder.resolve("votes.jar"), "built");
    assertThatThrownBy(
            () -> ChainNetwork.start(options().votesPlugin(jar).metricsPort(40_000).build()))
        .isInstanceOf(NodeFailedException.class)
        .hasMessageContaining("\"-Dbesu.plugins.dir=" + folder.resolve("network/plugins") + "\"")
        .hasMessageContaining(",TRACE,VOTES ")
        .hasMessageContaining("TRANSACTION_POOL,VOTES");
    assertThat(folder.resolve("network/plugins/vote-registry-besu-plugin.jar")).hasContent("built");
  }

  @Test
  void withoutTheVotesIndexNothingNamesIt() {
    assertThatThrownBy(() -> ChainNetwork.start(options().metricsPort(40_000).build()))
        .isInstanceOf(NodeFailedException.class)
        .hasMessageContaining(",TRACE ")
        .hasMessageNotContainingAny("VOTES", "besu.plugins.dir");
  }

  @Test
  void theFolderIsFreeAgainAfterAFailure() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> ChainNetwork.start(options().build()))
          .isInstanceOf(NodeFailedException.class);
    }
  }

  @Test
  void anExistingNetworkIsNotTakenForOneOfAnotherSize() {
    NewNetwork.create(folder.resolve("network"), 2, 1337);
    assertThatThrownBy(() -> ChainNetwork.start(options().validators(3).build()))
        .isInstanceOf(FolderMismatchException.class)
        .hasMessageContaining("2 validators, not 3");
  }

  @Test
  void anExistingNetworkIsNotTakenForOneOfAnotherKind() {
    NewNetwork.create(folder.resolve("network"), 1, 1337);
    assertThatThrownBy(() -> ChainNetwork.start(options().kind(ChainKind.DEV).build()))
        .isInstanceOf(FolderMismatchException.class)
        .hasMessageContaining("BESU network, not DEV");
  }

  @Test
  void moreValidatorsThanThereAreDevelopmentKeysGetKeysOfTheirOwn() {
    assertThatThrownBy(() -> ChainNetwork.start(options().validators(5).build()))
        .isInstanceOf(NodeFailedException.class);
    final NetworkDescriptor made =
        new NetworkFolder(folder.resolve("network")).descriptor().orElseThrow();
    assertThat(made.nodes()).hasSize(5);
    assertThat(made.developmentKeys()).isFalse();
  }

  @Test
  void threeDevelopmentValidatorsAreTheDefault() {
    assertThatThrownBy(() -> ChainNetwork.start(options().build()))
        .isInstanceOf(NodeFailedException.class);
    final NetworkDescriptor made =
        new NetworkFolder(folder.resolve("network")).descriptor().orElseThrow();
    assertThat(made.nodes()).hasSize(3);
    assertThat(made.developmentKeys()).isTrue();
    assertThat(made.adminAddress()).isEqualTo(DevelopmentKeys.admin().address());
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  ChainNetwork.start(options().validators(1).rpcPort(other.getLocalPort()).build()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining(Integer.toString(other.getLocalPort()));
    }
  }

  @Test
  void containersHaveThreeValidatorsOnly() {
    assertThatThrownBy(
            () -> ChainNetwork.start(options().kind(ChainKind.CONTAINER).validators(4).build()))
        .isInstanceOf(FolderMismatchException.class)
        .hasMessageContaining("three validators");
  }
}
