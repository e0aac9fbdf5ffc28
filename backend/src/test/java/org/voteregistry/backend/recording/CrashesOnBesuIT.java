package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.voteregistry.backend.support.BackendTest;
import org.voteregistry.network.BesuInstallation;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;

@EnabledIf(
    value = "besuIsThere",
    disabledReason = "no Besu in BESU_HOME, on PATH or in /opt/besu: set BESU_HOME to run this")
class CrashesOnBesuIT extends CrashCases {
  CrashesOnBesuIT() {
    super(
        ChainNetwork.start(
            NetworkOptions.in(BackendTest.newDataFolder().resolve("network"))
                .kind(ChainKind.BESU)
                .validators(3)
                .heap("384m")
                .startTimeout(Duration.ofMinutes(6))
                .freePorts()
                .build()));
  }

  static boolean besuIsThere() {
    return BesuInstallation.find().isPresent();
  }

  @Test
  void aKilledValidatorDelaysNothing() throws Exception {
    final String election = backend.api().openElection(120, Duration.ofHours(1));
    final Map<String, Cast> cast = new ConcurrentHashMap<>();
    cast(backend.api(), election, 0, 40, cast);
    chain.kill(0);
    cast(backend.api(), election, 40, 120, cast);
    assertRecordedOnce(election, cast);
    chain.start(0);
    chain.awaitBlocks(Duration.ofMinutes(4));
  }

  @Test
  void withTwoValidatorsDownBallotsAreAcceptedAndRecordedLater() throws Exception {
    final String election = backend.api().openElection(120, Duration.ofHours(1));
    final Map<String, Cast> cast = new ConcurrentHashMap<>();
    cast(backend.api(), election, 0, 40, cast);
    chain.kill(0);
    chain.kill(1);
    cast(backend.api(), election, 40, 120, cast);
    assertThat(cast).hasSize(120);
    chain.start(0);
    chain.start(1);
    chain.awaitBlocks(Duration.ofMinutes(4));
    assertRecordedOnce(election, cast);
  }
}
