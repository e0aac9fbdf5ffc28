package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewNetworkTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void hasAsManyValidatorsAsAskedFor(final int validators) {
    final NetworkDescriptor made = NewNetwork.create(folder.resolve("n"), validators, 4711);
    assertThat(made.nodes()).hasSize(validators);
    assertThat(made.chainId()).isEqualTo(4711);
    assertThat(made.developmentKeys()).isFalse();
    assertThat(new NetworkFolder(folder.resolve("n")).descriptor()).contains(made);
  }

  @Test
  void hasKeysThatOnlyTheirOwnerReads() throws Exception {
    NewNetwork.create(folder.resolve("n"), 2, 1337);
    for (final String key : List.of("admin.key", "node-1/key", "node-2/key")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("n").resolve(key))))
          .as(key)
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("n"))))
        .isEqualTo("rwx------");
  }

  @Test
  void hasAGenesisOfItsOwnValidatorsAndAdministrator() throws Exception {
    final NetworkDescriptor made = NewNetwork.create(folder.resolve("n"), 4, 1337);
    final String genesis = Files.readString(folder.resolve("n/genesis.json"));
    assertThat(made.nodes()).allMatch(node -> genesis.contains(node.address().substring(2)));
    assertThat(genesis).contains(Genesis.adminCode(made.adminAddress()));
    assertThat(DevelopmentKeys.validators(4))
        .noneMatch(key -> genesis.contains(key.address().substring(2)));
  }

  @Test
  void doesNotOverwriteANetwork() throws Exception {
    NewNetwork.create(folder, 1, 1337);
    final String key = Files.readString(folder.resolve("admin.key"));
    assertThatThrownBy(() -> NewNetwork.create(folder, 1, 1337))
        .isInstanceOf(FolderMismatchException.class)
        .hasMessageContaining("not overwritten");
    assertThat(Files.readString(folder.resolve("admin.key"))).isEqualTo(key);
  }

  @Test
  void startsAnewWhereAnEarlierCreationWasInterrupted() throws Exception {
    NewNetwork.create(folder, 2, 1337);
    Files.delete(folder.resolve("network.json"));
    assertThat(NewNetwork.create(folder, 2, 1337).nodes()).hasSize(2);
  }

  @Test
  void needsAValidator() {
    assertThatThrownBy(() -> NewNetwork.create(folder, 0, 1337)).hasMessageContaining("at least 1");
  }
}
