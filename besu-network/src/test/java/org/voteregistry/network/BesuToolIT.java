package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our extra data against Besu's own tool. */
class BesuToolIT {
  @TempDir Path folder;

  @Test
  void besuEncodesTheSameExtraData() throws Exception {
    final Optional<BesuInstallation> besu = BesuInstallation.find();
    assumeThat(besu).as("Skipped: no Besu here, so its own encoding was not compared").isPresent();
    final List<String> validators =
        DevelopmentKeys.validators(4).stream().map(NodeKey::address).sorted().toList();
    final Path file = folder.resolve("validators.json");
    Files.writeString(file, Json.MAPPER.writeValueAsString(validators));
    final ProcessBuilder builder =
        new ProcessBuilder(
            besu.orElseThrow().executable().toString(),
            "rlp",
            "encode",
            "--from=" + file,
            "--type=QBFT_EXTRA_DATA");
    builder.environment().put("JAVA_HOME", besu.orElseThrow().javaHome().toString());
    final Process tool = builder.start();
    final String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output.lines().toList()).contains(QbftExtraData.ofGenesis(validators));
  }
}
