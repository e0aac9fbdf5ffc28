package org.voteregistry.backend.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.voteregistry.backend.VoteRegistryApplication;
import org.voteregistry.backend.ballot.PickyVerifier;

/** A real server on a free port with a real PostgreSQL, shared by all tests of a run. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = {VoteRegistryApplication.class, InstantRecording.class, PickyVerifier.class},
    properties = {
      "voteregistry.election.closing-check-millis=200",
      // No chain, and none that happens to run on this machine.
      "voteregistry.recording.enabled=false",
      // What is tested here is the same for secret ballots, which take a while to make.
      "voteregistry.ballot.unencrypted-allowed=true",
      "voteregistry.chain.rpc-urls=http://127.0.0.1:1"
    })
public abstract class BackendTest {
  /** Unpacked once for all runs. */
  public static final Path PROGRAMS = Path.of("target/postgres-program").toAbsolutePath();

  protected static final Path DATA = newDataFolder();

  @LocalServerPort private int port;
  @Autowired protected JdbcClient database;
  @Autowired protected InstantRecording.Ledger ledger;
  protected Api api;

  public static Path newDataFolder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target/test-data").toAbsolutePath()), "data-");
    } catch (final IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void settings(final DynamicPropertyRegistry registry) {
    registry.add("voteregistry.data-dir", DATA::toString);
    registry.add("voteregistry.postgres.program-dir", PROGRAMS::toString);
  }

  @BeforeEach
  void connect() {
    api = Api.of(port, DATA);
  }
}
