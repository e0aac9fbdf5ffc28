package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.database.RunningPostgres;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendTest;
import org.voteregistry.backend.tally.SecretBallots;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.proofs.VoteHash;

/**
 * Stops things at the worst moment, then counts on chain and in the database: each accepted ballot
 * is on chain exactly once, in serial order, and the reference that was given out still holds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(400)
abstract class CrashCases {
  private static final int VOTERS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  final Path data = BackendTest.newDataFolder();
  final ChainNetwork chain;
  final List<RpcProxy> proxies = new ArrayList<>();
  final RunningPostgres postgres;
  final RecordingBackend backend;
  private final JdbcClient database;

  CrashCases(final ChainNetwork chain) {
    try {
      this.chain = chain;
      for (final var url : chain.rpcUrls()) {
        proxies.add(new RpcProxy(url));
      }
      postgres = new RunningPostgres();
      backend = newBackend("first");
      final Map<String, String> settings = new LinkedHashMap<>();
      for (final String argument : postgres.arguments()) {
        settings.put(
            argument.substring(2, argument.indexOf('=')),
            argument.substring(argument.indexOf('=') + 1));
      }
      database =
          JdbcClient.create(
              new DriverManagerDataSource(
                  settings.get("spring.datasource.url"),
                  settings.get("spring.datasource.username"),
                  settings.get("spring.datasource.password")));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RecordingBackend newBackend(final String name) throws IOException {
    final Path adminKey = data.resolve("admin.key");
    Files.writeString(adminKey, chain.adminPrivateKey());
    final List<String> arguments = new ArrayList<>(List.of(postgres.arguments()));
    arguments.add(
        "--voteregistry.chain.rpc-urls="
            + proxies.stream()
                .map(proxy -> proxy.uri().toString())
                .collect(Collectors.joining(",")));
    arguments.add("--voteregistry.chain.admin-key-file=" + adminKey);
    arguments.add("--voteregistry.ballot.unencrypted-allowed=true");
    arguments.add("--voteregistry.recording.batch-size=20");
    arguments.add("--voteregistry.recording.batch-age=200ms");
    arguments.add("--voteregistry.recording.resend-after=2s");
    return new RecordingBackend(data, name, arguments);
  }

  @AfterAll
  void end() throws Exception {
    backend.close();
    postgres.close();
    for (final RpcProxy proxy : proxies) {
      proxy.close();
    }
    chain.close();
  }

  @BeforeEach
  void running() throws Exception {
    if (!backend.isAlive()) {
      backend.start();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        KillSwitch.BEFORE_SIGNING,
        KillSwitch.STORED,
        KillSwitch.SENT,
        KillSwitch.RECEIPT_SEEN
      })
  void aBackendThatIsKilledLosesAndDoublesNothing(final String step) throws Exception {
    final String election = backend.api().openElection(VOTERS, Duration.ofHours(1));
    final Map<String, Cast> cast = new ConcurrentHashMap<>();
    cast(backend.api(), election, 0, 30, cast);
    awaitRecorded(election, 30);
    backend.dieAt(step);
    cast(backend.api(), election, 30, 90, cast);
    backend.awaitDeath();
    backend.start();
    cast(backend.api(), election, 90, VOTERS, cast);
    assertRecordedOnce(election, cast);
  }

  @ParameterizedTest
  @ValueSource(strings = {KillSwitch.STORED, KillSwitch.SENT, KillSwitch.RECEIPT_SEEN})
  void aResultIsPublishedOnceAlthoughTheBackendIsKilled(final String step) throws Exception {
    final SecretBallots people = new SecretBallots(backend.api().draft(Duration.ofHours(1)), 2);
    final String path = "/api/elections/" + people.uuid;
    backend.api().adminPut(path + "/trustees", people.trusteesJson());
    backend.api().putRoll(people.uuid, people.roll());
    backend.api().adminPost(path + "/open");
    backend.api().awaitState(people.uuid, "OPEN");
    final String ballot = people.ballot(SecretBallots.parameters(backend.api(), people.uuid), 1, 0);
    assertThat(backend.api().cast(ballot).status()).isEqualTo(202);
    backend.api().adminPost(path + "/close");
    backend.api().awaitState(people.uuid, "CLOSED");
    assertThat(people.decrypt(backend.api(), 1).status()).isEqualTo(201);
    assertThat(people.decrypt(backend.api(), 3).status()).isEqualTo(201);

    backend.dieAt(step);
    final Optional<Answer> asked = answer(() -> backend.api().adminPost(path + "/publish"));
    asked.ifPresent(answer -> assertThat(answer.status()).isEqualTo(202));
    backend.awaitDeath();
    backend.start();
    final String results = "/api/votes/results?election=" + people.uuid;
    await(
        "the result is on chain", () -> backend.api().get(results).text("transactionHash") != null);
    final Answer result = backend.api().get(results);
    assertThat(result.json().get("counts").toString()).isEqualTo("[[1,0]]");
    asked.ifPresent(
        answer -> assertThat(answer.text("resultHash")).isEqualTo(result.text("resultHash")));
    assertThat(BoardAudit.results(anyNode(), new VoteRegistryContract(), database, people.uuid))
        .containsExactly(result.text("resultHash"));
  }

  /** Empty where the backend died while it answered, which it may when it is about to be killed. */
  private static Optional<Answer> answer(final Supplier<Answer> request) {
    try {
      return Optional.of(request.get());
    } catch (final UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Test
  void anAnswerThatIsLostAfterTheNodeTookTheTransactionDoublesNothing() throws Exception {
    final String election = backend.api().openElection(VOTERS, Duration.ofHours(1));
    final Map<String, Cast> cast = new ConcurrentHashMap<>();
    final int before = proxies.stream().mapToInt(RpcProxy::dropped).sum();
    proxies.forEach(RpcProxy::dropNextAnswer);
    cast(backend.api(), election, 0, VOTERS, cast);
    assertRecordedOnce(election, cast);
    assertThat(proxies.stream().mapToInt(RpcProxy::dropped).sum()).isGreaterThan(before);
  }

  @Test
  void aRestartOfPostgresLosesAndDoublesNothing() throws Exception {
    final String election = backend.api().openElection(VOTERS, Duration.ofHours(1));
    final Map<String, Cast> cast = new ConcurrentHashMap<>();
    cast(backend.api(), election, 0, 60, cast);
    postgres.stop();
    Thread.sleep(1000);
    postgres.start();
    cast(backend.api(), election, 60, VOTERS, cast);
    assertRecordedOnce(election, cast);
  }

  @Test
  void ofTwoBackendsOneRecordsAndTheOtherTakesOver() throws Exception {
    try (RecordingBackend second = newBackend("second")) {
      second.start();
      final String election = backend.api().openElection(VOTERS, Duration.ofHours(1));
      final Map<String, Cast> cast = new ConcurrentHashMap<>();
      cast(backend.api(), election, 0, 40, cast);
      cast(second.api(), election, 40, 80, cast);
      assertThat(leads(backend) ^ leads(second)).isTrue();
      (leads(backend) ? backend : second).kill();
      final RecordingBackend left = backend.isAlive() ? backend : second;
      cast(left.api(), election, 80, VOTERS, cast);
      assertRecordedOnce(left, election, cast);
      assertThat(leads(left)).isTrue();
    }
  }

  private static boolean leads(final RecordingBackend one) {
    final Api api = one.api();
    return api.send(api.asAdmin(api.request("/api/admin/recording")).GET())
        .json()
        .get("leading")
        .asBoolean();
  }

  /** A ballot that was acknowledged. */
  record Cast(int voter, String reference) {}

  /** Casts by eight clients; each one repeats its ballot until it is acknowledged. */
  void cast(
      final Api api,
      final String election,
      final int from,
      final int to,
      final Map<String, Cast> acknowledged)
      throws InterruptedException {
    final AtomicInteger next = new AtomicInteger(from);
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      for (int client = 0; client < 8; client++) {
        clients.execute(
            () -> {
              for (int voter = next.getAndIncrement(); voter < to; voter = next.getAndIncrement()) {
                castOne(api, election, voter, acknowledged);
              }
            });
      }
    }
  }

  private void castOne(
      final Api api, final String election, final int voter, final Map<String, Cast> acknowledged) {
    final String ballot = Api.ballot(election, "voter-%06d".formatted(voter), "x");
    final String hash = VoteHash.ofBallot(ballot.getBytes(StandardCharsets.UTF_8)).toString();
    final Instant end = Instant.now().plusSeconds(20);
    while (Instant.now().isBefore(end)) {
      try {
        final Answer answer = api.cast(ballot);
        if (answer.status() == 202 || answer.status() == 200) {
          acknowledged.put(hash, new Cast(voter, answer.text("reference")));
          return;
        }
      } catch (final UncheckedIOException e) {
        if (!backend.isAlive()) {
          return; // Killed: this ballot was not acknowledged and need not be recorded.
        }
      }
    }
  }

  void awaitRecorded(final String election, final long count) {
    await(
        "%d votes of %s recorded, of %d accepted".formatted(count, election, count),
        () -> recorded(election) >= count);
  }

  private long recorded(final String election) {
    return database
        .sql("select recorded from election_board where election_uuid = ?")
        .param(election)
        .query(Long.class)
        .single();
  }

  void assertRecordedOnce(final String election, final Map<String, Cast> cast) throws Exception {
    assertRecordedOnce(backend, election, cast);
  }

  private void assertRecordedOnce(
      final RecordingBackend asked, final String election, final Map<String, Cast> cast)
      throws Exception {
    // Accepted is what the database holds; every acknowledged ballot must be among it.
    final Map<String, Integer> accepted =
        database
            .sql(
                """
                select encode(vote_hash, 'hex') as hash, voter_index from ballot
                where election_uuid = ?
                """)
            .param(election)
            .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    cast.forEach((hash, one) -> assertThat(accepted).containsEntry(hash, one.voter()));
    try {
      awaitRecorded(election, accepted.size());
    } catch (final AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + asked.log(), e);
    }
    BoardAudit.of(anyNode(), new VoteRegistryContract(), database, election)
        .holdsExactlyOnce(accepted)
        .agreesWith(database);
    for (final Map.Entry<String, Cast> one : cast.entrySet()) {
      final Answer status =
          asked.api().get("/api/votes/transaction-status?reference=" + one.getValue().reference());
      assertThat(status.text("status")).isEqualTo("recorded");
      assertThat(status.text("voteHash")).isEqualTo(one.getKey());
    }
  }

  private java.net.URI anyNode() {
    for (int node = 0; node < chain.rpcUrls().size(); node++) {
      if (chain.isRunning(node)) {
        return chain.rpcUrls().get(node);
      }
    }
    throw new AssertionError("no node runs");
  }

  static void await(final String what, final BooleanSupplier condition) {
    final Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("after %s still not: %s".formatted(PATIENCE, what));
      }
      try {
        Thread.sleep(100);
      } catch (final InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
