package org.voteregistry.backend.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.voteregistry.backend.VoteRegistryApplication;
import org.voteregistry.backend.chain.ChainAccounts;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendTest;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoterIndex;

/** The whole service with a real PostgreSQL and the real contract on the development chain. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = VoteRegistryApplication.class,
    properties = {
      "voteregistry.recording.batch-age=200ms",
      "voteregistry.recording.batch-size=50",
      "voteregistry.recording.poll-interval=50ms"
    })
abstract class RecordingTest {
  static final Path DATA = BackendTest.newDataFolder();
  static final ChainNetwork CHAIN =
      ChainNetwork.start(
          NetworkOptions.in(DATA.resolve("network")).kind(ChainKind.DEV).freePorts().build());
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @LocalServerPort private int port;
  @Autowired JdbcClient database;
  @Autowired RecordingQueue queue;
  @Autowired ElectionLedger ledger;
  @Autowired TransactionTemplate transaction;
  @Autowired ValidatorPool pool;
  @Autowired ChainAccounts accounts;
  @Autowired VoteRegistryContract contract;
  Api api;

  @DynamicPropertySource
  static void settings(final DynamicPropertyRegistry registry) {
    registry.add("voteregistry.data-dir", DATA::toString);
    registry.add("voteregistry.postgres.program-dir", BackendTest.PROGRAMS::toString);
    registry.add("voteregistry.chain.rpc-urls", () -> CHAIN.rpcUrls().getFirst().toString());
    registry.add("voteregistry.chain.admin-key-file", () -> adminKeyFile().toString());
  }

  private static Path adminKeyFile() {
    try {
      return Files.writeString(DATA.resolve("admin.key"), CHAIN.adminPrivateKey());
    } catch (final IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void connect() {
    api = Api.of(port, DATA);
  }

  /** Requests an election that records from an hour ago on. */
  String requestElection(final int rollSize) {
    final Instant now = Instant.now();
    return requestElection(rollSize, now.minusSeconds(3600));
  }

  String requestElection(final int rollSize, final Instant opensAt) {
    final String uuid = "E" + "%016x".formatted(new SecureRandom().nextLong()).replace('0', 'z');
    final Instant now = Instant.now();
    ledger.requestOpening(
        new ElectionLedger.Opening(
            uuid,
            hash(uuid + "manifest").toBytes(),
            hash(uuid + "roll").toBytes(),
            rollSize,
            opensAt,
            now.plusSeconds(3600),
            now.plusSeconds(7200)));
    return uuid;
  }

  String openElection(final int rollSize) {
    final String uuid = requestElection(rollSize);
    await("election opens", () -> "OPEN".equals(state(uuid)));
    return uuid;
  }

  String state(final String election) {
    return database
        .sql("select state from chain_election where election_uuid = ?")
        .param(election)
        .query(String.class)
        .single();
  }

  long chainElectionId(final String election) {
    return database
        .sql("select chain_election_id from chain_election where election_uuid = ?")
        .param(election)
        .query(Long.class)
        .single();
  }

  VoteHash cast(final String election, final int voter) {
    final VoteHash hash = hash(election + "/" + voter);
    transaction.executeWithoutResult(
        status -> queue.enqueue(election, new VoterIndex(voter), hash));
    return hash;
  }

  List<VoteHash> cast(final String election, final int from, final int to) {
    final List<VoteHash> hashes = new ArrayList<>();
    for (int voter = from; voter < to; voter++) {
      hashes.add(cast(election, voter));
    }
    return hashes;
  }

  static VoteHash hash(final String text) {
    return VoteHash.ofBallot(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  long recorded(final String election) {
    return database
        .sql("select recorded from election_board where election_uuid = ?")
        .param(election)
        .query(Long.class)
        .single();
  }

  void awaitRecorded(final String election, final long count) {
    await(
        "election %s has %d recorded votes".formatted(election, count),
        () -> recorded(election) >= count);
  }

  static void await(final String what, final BooleanSupplier condition) {
    final Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("after %s still not: %s".formatted(PATIENCE, what));
      }
      try {
        Thread.sleep(50);
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** What the chain has of an election, compared with the database. */
  BoardAudit audit(final String election) {
    return BoardAudit.of(CHAIN.rpcUrls().getFirst(), contract, database, election);
  }
}
