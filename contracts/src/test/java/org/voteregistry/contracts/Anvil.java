package org.voteregistry.contracts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.VoidResponse;
import org.web3j.protocol.http.HttpService;

/** A chain of one node for a test: the anvil that npm installed beside the contracts. */
final class Anvil implements AutoCloseable {
  static final long CHAIN_ID = 1337;

  /** anvil's first account, whose key is public. */
  static final Credentials ACCOUNT =
      Credentials.create("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  private static final Pattern LISTENING = Pattern.compile("Listening on (127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final HttpService service;
  private final Web3j web3j;

  private Anvil(final Process process, final String address) {
    this.process = process;
    this.service = new HttpService("http://" + address);
    this.web3j = Web3j.build(service);
  }

  static Anvil start() throws IOException {
    final Process process =
        new ProcessBuilder(
                program().toString(),
                "--host=127.0.0.1",
                "--port=0",
                "--hardfork=cancun",
                "--gas-limit=300000000",
                "--chain-id=" + CHAIN_ID)
            .redirectErrorStream(true)
            .start();
    final BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    final StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      final Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        // It must never block on a full pipe.
        Thread.ofVirtual().start(() -> drain(output));
        return new Anvil(process, listening.group(1));
      }
      said.append(line).append('\n');
    }
    throw new IOException("anvil ended before it listened:\n" + said);
  }

  /** Names this account in the genesis as the first administrator. */
  Anvil withGenesisAdmin(final String address) throws IOException {
    return withCode(DeterministicDeployment.GENESIS_ADMIN, "0x00" + address.substring(2));
  }

  Anvil withCode(final String address, final String code) throws IOException {
    final var answer =
        new Request<>("anvil_setCode", List.of(address, code), service, VoidResponse.class).send();
    if (answer.hasError()) {
      throw new IOException("anvil_setCode: " + answer.getError().getMessage());
    }
    return this;
  }

  Web3j web3j() {
    return web3j;
  }

  @Override
  public void close() {
    web3j.shutdown();
    process.destroy();
  }

  private static void drain(final BufferedReader output) {
    try (output) {
      output.transferTo(Writer.nullWriter());
    } catch (final IOException e) {
      // The process was destroyed while this was reading: there is nothing left to drain.
    }
  }

  private static Path program() {
    final String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    final String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    final Path program =
        Path.of("node_modules", "@foundry-rs", "anvil-%s-%s".formatted(system, cpu), "bin/anvil");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "no anvil at %s: run npm ci in contracts/".formatted(program));
    }
    return program;
  }
}
