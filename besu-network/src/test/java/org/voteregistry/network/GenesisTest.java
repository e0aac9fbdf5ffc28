package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GenesisTest {
  private static final Path COMMITTED = Path.of("..", "genesis", "genesis.json");

  private static Genesis development(final int validators) {
    return new Genesis(
        1337,
        DevelopmentKeys.validators(validators).stream().map(NodeKey::address).toList(),
        DevelopmentKeys.admin().address());
  }

  @Test
  void theCommittedFileIsWhatTheCodeMakesForTheDevelopmentKeys() throws Exception {
    assertThat(Files.readString(COMMITTED)).isEqualTo(development(3).json());
  }

  @Test
  void anotherNumberOfValidatorsMakesAnotherGenesis() throws Exception {
    assertThat(Files.readString(COMMITTED)).isNotEqualTo(development(4).json());
  }

  @Test
  void namesTheAdministratorIn21BytesOfCodeThatStartWithStop() {
    final JsonNode genesis = Json.MAPPER.readTree(development(3).json());
    final String code = genesis.at("/alloc/" + Genesis.GENESIS_ADMIN + "/code").asString();
    assertThat(code).hasSize(2 + 2 * 21).startsWith("0x00");
    assertThat("0x" + code.substring(4)).isEqualTo(DevelopmentKeys.admin().address());
  }

  @Test
  void fitsABatchOfAThousandVotesManyTimesOver() {
    assertThat(Genesis.GAS_LIMIT / (1_000 * 4_000)).isGreaterThanOrEqualTo(50);
  }

  @Test
  void staysBelowTheForkThatCapsTheGasOfATransaction() {
    final JsonNode config = Json.MAPPER.readTree(development(1).json()).get("config");
    assertThat(config.has("cancunTime")).isTrue();
    assertThat(config.has("osakaTime")).isFalse();
  }
}
