package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file says the same as the launcher. */
class ComposeFileTest {
  private static final Path ROOT = Path.of("..");
  private static final String CONFIGURATION = "/etc/vote-registry/";

  private Map<String, Map<String, Object>> services;

  @BeforeEach
  @SuppressWarnings("unchecked") // YAML maps have string keys here; a wrong shape fails the test
  void read() throws IOException {
    final Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    final Map<String, Object> file = yaml.load(Files.readString(ROOT.resolve("compose.yaml")));
    services = (Map<String, Map<String, Object>>) file.get("services");
  }

  private static String address(final int number) {
    return "172.28.57.1" + number;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void givesEachValidatorTheLaunchersFlags(final int number) {
    final NodeFlags flags =
        new NodeFlags(
            "/var/lib/besu",
            CONFIGURATION + "genesis.json",
            CONFIGURATION + "node.key",
            CONFIGURATION + "static-nodes.json",
            1337,
            address(number),
            "0.0.0.0",
            30303,
            "0.0.0.0",
            8545,
            List.of("localhost", "127.0.0.1", "validator-1", "validator-2", "validator-3"),
            List.of());
    assertThat(services.get("validator-" + number))
        .containsEntry(
            "command",
            flags.arguments(new BesuRelease(26, 8)).stream()
                .map(
                    argument ->
                        argument.startsWith("--rpc-http-api=")
                            ? argument + "${VOTE_REGISTRY_EXTRA_APIS:-}"
                            : argument)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void letsEachValidatorLoadTheVotesIndexOnceItIsBuilt(final int number) {
    final Map<String, Object> service = services.get("validator-" + number);
    assertThat(service.get("environment").toString())
        .contains("-Dbesu.plugins.dir=/opt/vote-registry/target/plugins");
    assertThat(service.get("volumes").toString()).contains("./besu-plugin:/opt/vote-registry:ro");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void publishesRpcOnLoopbackOnly(final int number) {
    assertThat(services.get("validator-" + number))
        .containsEntry(
            "ports",
            List.of("127.0.0.1:${VOTE_REGISTRY_RPC_" + number + ":-800" + number + "}:8545"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void givesEachValidatorItsDevelopmentKey(final int number) {
    assertThat(services.get("validator-" + number).get("volumes").toString())
        .contains("./genesis/dev/validator-" + number + ".key:" + CONFIGURATION + "node.key:ro");
  }

  @Test
  void namesThePeersByTheirKeysAndAddresses() throws IOException {
    final List<String> enodes = new ArrayList<>();
    final List<NodeKey> keys = DevelopmentKeys.validators(3);
    for (int i = 0; i < keys.size(); i++) {
      enodes.add(keys.get(i).enode(address(i + 1), 30303));
      assertThat(services.get("validator-" + (i + 1)).get("networks").toString())
          .contains(address(i + 1));
    }
    assertThat(Files.readString(ROOT.resolve("genesis/dev/static-nodes.json")))
        .isEqualTo(Json.MAPPER.writeValueAsString(enodes) + "\n");
  }
}
