package org.voteregistry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The election that the documentation shows, typed into a shell. */
class DocumentedElectionIT {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theElectionInTheDocumentationWorksAsTyped() throws Exception {
    final String document = Files.readString(Path.of("../docs/client.md"), UTF_8);
    final String typed =
        BLOCK
            .matcher(document)
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining());
    assertThat(typed).contains("client tally", "belenios-tool election verify");
    final String script =
        """
        set -euo pipefail
        client() { "%s/bin/java" -XX:TieredStopAtLevel=1 -cp "%s" %s "$@"; }
        %s
        %s
        """
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                VoteRegistryClient.class.getName(),
                BeleniosTool.installed() ? "" : "belenios-tool() { echo 'not installed'; }",
                typed);
    final Path printed = Files.createTempFile("client", ".out");
    final Process shell =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertThat(shell.waitFor(4, TimeUnit.MINUTES)).isTrue();
    final String output = Files.readString(printed, UTF_8);
    assertThat(shell.exitValue()).as(output).isZero();
    assertThat(output)
        .contains(
            "       3  Grace",
            "       1  (blank)",
            "Every check passed: this is the result of the election.",
            BeleniosTool.installed() ? "all checks passed" : "not installed");
    Files.delete(printed);
  }
}
