package org.voteregistry.backend.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.voteregistry.backend.VoteRegistryApplication;
import org.voteregistry.backend.chain.ChainOperator;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendTest;
import org.voteregistry.backend.support.DoctoredNode;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;
import org.voteregistry.proofs.VoteHash;
import tools.jackson.databind.JsonNode;

/** Elections with secret ballots, from the draft to the published result, on the real contract. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = VoteRegistryApplication.class,
    properties = {
      "voteregistry.recording.batch-age=200ms",
      "voteregistry.recording.poll-interval=50ms",
      "voteregistry.audit.keep-for=0s"
    })
class SecretElectionIT {
  private static final Path DATA = BackendTest.newDataFolder();
  private static final ChainNetwork CHAIN =
      ChainNetwork.start(
          NetworkOptions.in(DATA.resolve("network")).kind(ChainKind.DEV).freePorts().build());
  private static final DoctoredNode NODE = inFrontOf(CHAIN);
  private static final Duration LONG = Duration.ofHours(1);
  private static final int VOTERS = 5;

  @TempDir private Path folder;
  @LocalServerPort private int port;
  @Autowired private ValidatorPool pool;
  @Autowired private VoteRegistryContract contract;
  @Autowired private JdbcClient database;
  @Autowired private TransactionTemplate transaction;
  @Autowired private MeterRegistry meters;
  private Api api;

  @DynamicPropertySource
  static void settings(final DynamicPropertyRegistry registry) throws IOException {
    final Path adminKey = Files.writeString(DATA.resolve("admin.key"), CHAIN.adminPrivateKey());
    registry.add("voteregistry.data-dir", DATA::toString);
    registry.add("voteregistry.postgres.program-dir", BackendTest.PROGRAMS::toString);
    registry.add("voteregistry.chain.rpc-urls", NODE.uri()::toString);
    registry.add("voteregistry.chain.admin-key-file", adminKey::toString);
  }

  private static DoctoredNode inFrontOf(final ChainNetwork chain) {
    try {
      return new DoctoredNode(chain.rpcUrls().getFirst());
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void endChain() {
    NODE.close();
    CHAIN.close();
  }

  @AfterEach
  void leaveNodeAlone() {
    NODE.results.clear();
    NODE.silent = false;
  }

  @BeforeEach
  void connect() {
    api = Api.of(port, DATA);
  }

  private SecretBallots open() {
    final SecretBallots people = new SecretBallots(api.draft(LONG), VOTERS);
    assertThat(putTrustees(people.uuid, people.trusteesJson()).status()).isEqualTo(200);
    assertThat(api.putRoll(people.uuid, people.roll()).status()).isEqualTo(200);
    assertThat(api.adminPost("/api/elections/" + people.uuid + "/open").status()).isEqualTo(202);
    api.awaitState(people.uuid, "OPEN");
    return people;
  }

  private Answer putTrustees(final String uuid, final String json) {
    return api.adminPut("/api/elections/" + uuid + "/trustees", json);
  }

  private void close(final String uuid) {
    api.adminPost("/api/elections/" + uuid + "/close");
    api.awaitState(uuid, "CLOSED");
  }

  @Test
  void countsAreWhatTheVotersChoseAndTheArchiveVerifies() throws Exception {
    final SecretBallots people = open();
    final JsonNode empty = audit(people.uuid);
    assertThat(empty.get("consistent").asBoolean()).isTrue();
    assertThat(empty.at("/chain/boardHash").asString()).isEqualTo("0".repeat(64));
    assertThat(empty.get("turnout").size()).isZero();
    final ElectionParameters parameters = SecretBallots.parameters(api, people.uuid);
    for (int voter = 0; voter < 4; voter++) {
      assertThat(api.cast(people.ballot(parameters, voter, voter == 3 ? 1 : 0)).status())
          .isEqualTo(202);
    }
    final byte[] early = Files.readAllBytes(verify(people.uuid));
    assertThat(api.get("/api/elections/" + people.uuid + "/encrypted-tally").problem())
        .isEqualTo("election-not-closed");
    assertThat(api.get("/api/votes/results?election=" + people.uuid).problem())
        .isEqualTo("result-unknown");
    awaitRecorded(people.uuid, 4);
    close(people.uuid);
    verify(people.uuid);
    final JsonNode closed = audit(people.uuid);
    assertThat(closed.get("consistent").asBoolean()).as(closed.toString()).isTrue();
    assertThat(closed.at("/chain/closed/ballots").asLong()).isEqualTo(4);
    assertThat(closed.at("/chain/closed/boardHash").asString())
        .isEqualTo(closed.at("/board/boardHash").asString())
        .isEqualTo(api.get("/api/elections/" + people.uuid).text("boardHash"));
    assertThat(closed.at("/chain/result").isMissingNode()).isTrue();

    assertThat(api.adminPost("/api/elections/" + people.uuid + "/publish").problem())
        .isEqualTo("decryptions-missing");
    assertThat(people.decrypt(api, 3).status()).isEqualTo(201);
    final byte[] decrypting = Files.readAllBytes(verify(people.uuid));
    assertThat(people.decrypt(api, 1).status()).isEqualTo(201);
    assertThat(people.decrypt(api, 1).problem()).isEqualTo("already-decrypted");
    assertThat(people.decrypt(api, 2).problem()).isEqualTo("decryption-not-needed");
    assertThat(api.adminPost("/api/elections/" + people.uuid + "/publish").status()).isEqualTo(202);

    final Answer result = awaitPublished(people.uuid);
    assertThat(result.json().at("/questions/0/question").asString()).isEqualTo("Chair");
    // the first voter counts twice
    assertThat(result.json().at("/questions/0/answers/0/count").asLong()).isEqualTo(4);
    assertThat(result.json().at("/questions/0/answers/1/count").asLong()).isEqualTo(1);
    assertThat(result.json().get("counts").toString()).isEqualTo("[[4,1]]");
    assertThat(api.adminPost("/api/elections/" + people.uuid + "/publish").status()).isEqualTo(200);
    final var receipt =
        pool.ask(node -> node.call("eth_getTransactionReceipt", result.text("transactionHash")));
    assertThat(receipt.path("logs").get(0).path("data").asString())
        .contains(result.text("resultHash"))
        .endsWith("0".repeat(63) + "4" + "0".repeat(63) + "1");

    final JsonNode published = audit(people.uuid);
    assertThat(published.get("consistent").asBoolean()).as(published.toString()).isTrue();
    assertThat(published.at("/chain/result/resultHash").asString())
        .isEqualTo(result.text("resultHash"));
    assertThat(published.at("/chain/result/counts").toString()).isEqualTo("[4,1]");
    assertThat(published.at("/chain/result/transactionHash").asString())
        .isEqualTo(result.text("transactionHash"));

    final Path archive = verify(people.uuid);
    assertThat(new ElectionVerifier(1).verify(archive).passed()).isTrue();
    final byte[] whole = Files.readAllBytes(archive);
    assertThat(api.get("/api/audit/elections/" + people.uuid + "/archive").body()).isEqualTo(whole);
    // Whoever recorded the archive before can tell that nothing was taken out of it.
    assertThat(whole).startsWith(early).startsWith(decrypting);
    beleniosTool(archive);
  }

  private Answer awaitPublished(final String uuid) throws InterruptedException {
    final Instant end = Instant.now().plusSeconds(30);
    while (true) {
      final Answer result = api.get("/api/votes/results?election=" + uuid);
      if (result.text("transactionHash") != null || Instant.now().isAfter(end)) {
        return result;
      }
      Thread.sleep(100);
    }
  }

  /** The archive as of now, which our own verifier accepts at every stage. */
  private Path verify(final String uuid) throws IOException {
    final Path archive = folder.resolve(uuid + ".bel");
    Files.write(archive, api.get("/api/audit/elections/" + uuid + "/archive").body());
    assertThat(new ElectionVerifier(2).verify(archive).passed()).isTrue();
    return archive;
  }

  private static void beleniosTool(final Path archive) throws Exception {
    final boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "belenios-tool")));
    assumeThat(installed)
        .as("Skipped: belenios-tool is not installed, so only our own verifier judged the archive")
        .isTrue();
    final Process tool =
        new ProcessBuilder("belenios-tool", "election", "verify")
            .directory(archive.getParent().toFile())
            .redirectErrorStream(true)
            .start();
    final String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor()).as(said).isZero();
  }

  @Test
  void onlyTwoArchivesAreExportedAtATime() throws Exception {
    final String path = "/api/audit/elections/" + withThreeBallots() + "/archive";
    final List<Future<Answer>> exports;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      exports =
          transaction.execute(
              status -> {
                database.sql("lock table ballot in access exclusive mode").update();
                final List<Future<Answer>> asked =
                    Stream.of(path, path).map(one -> threads.submit(() -> api.get(one))).toList();
                awaitWaitingForALock(2);
                final Answer third = api.get(path);
                assertThat(third.problem()).isEqualTo("unavailable");
                assertThat(third.headers().firstValue("Retry-After")).isPresent();
                return asked;
              });
    }
    for (final Future<Answer> export : exports) {
      assertThat(export.get().status()).isEqualTo(200);
    }
    assertThat(api.get(path).status()).isEqualTo(200);
  }

  private void awaitWaitingForALock(final int sessions) {
    final Instant end = Instant.now().plusSeconds(20);
    while (database
            .sql("select count(*) from pg_locks where not granted")
            .query(Integer.class)
            .single()
        < sessions) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void theManifestBindsParametersAndTrusteesToTheChain() {
    final SecretBallots people = open();
    final Answer election = api.get("/api/elections/" + people.uuid);
    final Answer manifest = api.get("/api/elections/" + people.uuid + "/manifest");
    assertThat(election.json().get("encrypted").asBoolean()).isTrue();
    assertThat(manifest.json().get("encrypted").asBoolean()).isTrue();
    assertThat(manifest.text("parametersFingerprint"))
        .isEqualTo(SecretBallots.parameters(api, people.uuid).fingerprint());
    assertThat(manifest.text("trusteesHash")).isEqualTo(election.text("trusteesHash"));
    assertThat(api.get("/api/elections/" + people.uuid + "/trustees").body())
        .isEqualTo(people.trustees.json());
    assertThat(SecretBallots.parameters(api, people.uuid).publicKey().element())
        .isEqualTo(people.trustees.publicKey(SecretBallots.GROUP));
  }

  @Test
  void onlyABallotThatProvesEverythingIsTaken() {
    final SecretBallots people = open();
    final SecretBallots others = open();
    final ElectionParameters parameters = SecretBallots.parameters(api, people.uuid);
    final String ballot = people.ballot(parameters, 1, 0);
    final String another = people.ballot(parameters, 2, 0);

    assertThat(refusal(withProofsOf(ballot, another))).isEqualTo("signature");
    assertThat(refusal(ballot.replace("\"answers\":[", "\"answers\": ["))).isEqualTo("structure");
    assertThat(refusal(ballot.replace(parameters.fingerprint(), "A".repeat(43))))
        .isEqualTo("other-election");
    assertThat(api.cast(ballot.replace(people.uuid, others.uuid)).problem())
        .isEqualTo("not-on-roll");
    assertThat(
            api.cast("{\"election_uuid\":\"%s\",\"credential\":\"1\"}".formatted(people.uuid))
                .problem())
        .isEqualTo("not-on-roll");
    assertThat(api.cast(ballot).status()).isEqualTo(202);
    assertThat(api.cast(ballot).status()).isEqualTo(200);
    assertThat(api.cast(people.ballot(parameters, 1, 0)).problem()).isEqualTo("already-voted");
  }

  private String refusal(final String ballot) {
    final Answer answer = api.cast(ballot);
    assertThat(answer.problem()).isEqualTo("ballot-refused");
    return answer.text("reason");
  }

  /** One voter's credential and signature over the other's answers. */
  private static String withProofsOf(final String ballot, final String other) {
    return ballot.substring(0, ballot.indexOf("\"answers\""))
        + other.substring(other.indexOf("\"answers\""), other.indexOf(",\"signature\""))
        + ballot.substring(ballot.indexOf(",\"signature\""));
  }

  @Test
  void aDecryptionThatIsNotProvenIsRefused() {
    final SecretBallots people = open();
    final ElectionParameters parameters = SecretBallots.parameters(api, people.uuid);
    assertThat(api.cast(people.ballot(parameters, 1, 0)).status()).isEqualTo(202);
    close(people.uuid);
    final Answer wrong = people.decrypt(api, 1, 2);
    assertThat(wrong.problem()).isEqualTo("decryption-invalid");
    assertThat(wrong.text("reason")).isEqualTo("INVALID_DECRYPTION_PROOF");
    assertThat(people.decrypt(api, 1, 4).text("reason")).isEqualTo("UNKNOWN_TRUSTEE");
    assertThat(people.decrypt(api, 2).status()).isEqualTo(201);
    assertThat(people.decrypt(api, 3).status()).isEqualTo(201);
    assertThat(people.decrypt(api, 1).problem()).isEqualTo("decryption-not-needed");
  }

  @Test
  void aDraftNeedsTrusteesAndARollOfTheGroup() {
    final SecretBallots people = new SecretBallots(api.draft(LONG), VOTERS);
    final String path = "/api/elections/" + people.uuid;
    assertThat(api.putRoll(people.uuid, List.of("voter-1")).problem()).isEqualTo("roll-invalid");
    assertThat(api.putRoll(people.uuid, List.of("2")).problem()).isEqualTo("roll-invalid");
    assertThat(api.putRoll(people.uuid, people.roll()).status()).isEqualTo(200);
    assertThat(api.adminPost(path + "/open").problem()).isEqualTo("trustees-missing");
    assertThat(putTrustees(people.uuid, "[]").problem()).isEqualTo("trustees-invalid");
    assertThat(
            putTrustees(people.uuid, people.trusteesJson().replaceFirst("\"pok\"", "\"pokk\""))
                .problem())
        .isEqualTo("trustees-invalid");
    assertThat(api.get(path + "/parameters").status()).isEqualTo(404);
    assertThat(api.get("/api/audit" + path.substring(4) + "/archive").problem())
        .isEqualTo("election-not-encrypted");
    assertThat(HexFormat.of().parseHex(api.get(path).text("rollHash"))).hasSize(32);
    assertThat(contract.address()).startsWith("0x");
  }

  private JsonNode audit(final String uuid) {
    final Answer answer = api.get("/api/audit/elections/" + uuid);
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return answer.json();
  }

  private void awaitRecorded(final String uuid, final long votes) throws InterruptedException {
    final Instant end = Instant.now().plusSeconds(30);
    while (audit(uuid).at("/board/recorded").asLong() < votes) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(100);
    }
  }

  /** For tests that change nothing of it. */
  private static SecretBallots threeBallots;

  private String withThreeBallots() throws InterruptedException {
    if (threeBallots == null) {
      threeBallots = openWithBallots(3);
    }
    return threeBallots.uuid;
  }

  private SecretBallots openWithBallots(final int ballots) throws InterruptedException {
    final SecretBallots people = open();
    final ElectionParameters parameters = SecretBallots.parameters(api, people.uuid);
    for (int voter = 0; voter < ballots; voter++) {
      assertThat(api.cast(people.ballot(parameters, voter, 0)).status()).isEqualTo(202);
    }
    awaitRecorded(people.uuid, ballots);
    return people;
  }

  @Test
  void theAuditComparesTheBoardWithTheChain() throws Exception {
    assertThat(api.get("/api/audit/elections/" + api.draft(LONG)).problem())
        .isEqualTo("election-not-on-chain");
    assertThat(api.get("/api/audit/elections/tcMrY8caRbYEDv").problem())
        .isEqualTo("election-unknown");
    final String uuid = withThreeBallots();
    final JsonNode audit = audit(uuid);
    assertThat(audit.get("consistent").asBoolean()).isTrue();
    assertThat(audit.get("differences").size()).isZero();
    assertThat(audit.get("state").asString()).isEqualTo("OPEN");
    assertThat(audit.get("chainElectionId").asLong())
        .isEqualTo(api.get("/api/elections/" + uuid).json().get("chainElectionId").asLong());
    assertThat(audit.get("compared").asLong()).isEqualTo(3);
    assertThat(audit.at("/board/accepted").asLong()).isEqualTo(3);
    assertThat(audit.at("/board/setAside").asLong()).isZero();
    assertThat(audit.at("/chain/votes").asLong()).isEqualTo(3);
    assertThat(audit.at("/chain/batches").asLong()).isBetween(1L, 3L);
    assertThat(audit.at("/chain/boardHash").asString())
        .isEqualTo(audit.at("/board/boardHash").asString());
    assertThat(audit.at("/chain/source").asString()).isEqualTo("logs");
    assertThat(audit.at("/chain/validator").asString())
        .isEqualTo("127.0.0.1:" + NODE.uri().getPort());
    assertThat(
            audit.at("/turnout").valueStream().mapToLong(hour -> hour.get("votes").asLong()).sum())
        .isEqualTo(3);
    assertThat(audit.at("/turnout/0/from").asString()).endsWith(":00:00Z");
    assertThat(audit.get("checkedAt").asString()).hasSize(20).endsWith("Z");
  }

  @Test
  void theAuditFindsWhatWasChangedInTheDatabase() throws Exception {
    final SecretBallots people = openWithBallots(3);
    final String before = rows(people.uuid);
    change(people.uuid, "vote_hash = decode(repeat('ab', 32), 'hex')", 1);
    JsonNode audit = audit(people.uuid);
    assertThat(differences(audit)).contains("serial 1 is missing").contains("board hashes differ");
    assertThat(audit.at("/board/boardHash")).isNotEqualTo(audit.at("/chain/boardHash"));
    restore(people.uuid);

    change(people.uuid, "board_link = decode(repeat('ab', 32), 'hex')", 0);
    audit = audit(people.uuid);
    assertThat(differences(audit))
        .contains("serial 0 is missing")
        .doesNotContain("board hashes differ");
    restore(people.uuid);

    // Whoever knows how links are made gets no further: the chain has the last one.
    change(
        people.uuid,
        """
        vote_hash = decode(repeat('ab', 32), 'hex'),
        board_link = sha256((select p.board_link from recording_entry p
                             where p.election_uuid = recording_entry.election_uuid and p.serial = 1)
                            || int8send(serial) || int4send(voter_index)
                            || decode(repeat('ab', 32), 'hex'))
        """,
        2);
    audit = audit(people.uuid);
    assertThat(differences(audit)).contains("board hashes differ").doesNotContain("was changed");
    restore(people.uuid);

    database
        .sql(
            "update election_board set recorded = recorded + 1, batched = batched + 1, sequenced = sequenced + 1 where election_uuid = ?")
        .param(people.uuid)
        .update();
    assertThat(differences(audit(people.uuid))).contains("4 votes are known to be recorded");
    database
        .sql(
            "update election_board set recorded = recorded - 1, batched = batched - 1, sequenced = sequenced - 1 where election_uuid = ?")
        .param(people.uuid)
        .update();
    assertThat(rows(people.uuid)).isEqualTo(before);
    assertThat(audit(people.uuid).get("consistent").asBoolean()).isTrue();

    close(people.uuid);
    database.sql("update election set ballots = 2 where uuid = ?").param(people.uuid).update();
    assertThat(differences(audit(people.uuid)))
        .contains("another closing than the chain: 2 ballots");
  }

  private void change(final String uuid, final String assignment, final long serial) {
    database.sql("drop table if exists audit_kept").update();
    database.sql("create table audit_kept as select * from recording_entry").update();
    assertThat(
            database
                .sql(
                    "update recording_entry set %s where election_uuid = ? and serial = ?"
                        .formatted(assignment))
                .params(uuid, serial)
                .update())
        .isEqualTo(1);
  }

  private void restore(final String uuid) {
    database
        .sql(
            """
            update recording_entry e set vote_hash = k.vote_hash, board_link = k.board_link
            from audit_kept k where k.id = e.id and e.election_uuid = ?
            """)
        .param(uuid)
        .update();
  }

  private String rows(final String uuid) {
    return database
        .sql(
            "select string_agg(e::text, ';' order by id) from recording_entry e where election_uuid = ?")
        .param(uuid)
        .query(String.class)
        .single();
  }

  private static String differences(final JsonNode audit) {
    assertThat(audit.get("consistent").asBoolean()).as(audit.toString()).isFalse();
    return audit.get("differences").toString();
  }

  @Test
  void theAuditFindsWhatOthersDidOnTheChain() throws Exception {
    final SecretBallots people = openWithBallots(2);
    final ChainOperator admin =
        new ChainOperator(CHAIN.rpcUrls().getFirst(), CHAIN.adminPrivateKey());
    final ChainOperator other = new ChainOperator(CHAIN.rpcUrls().getFirst(), "78".repeat(32));
    admin.grantRecorder(other.address());
    admin.grant("ELECTION_ADMIN_ROLE", other.address());
    final long number = audit(people.uuid).get("chainElectionId").asLong();
    final int idle =
        database
            .sql(
                """
                select min(r.voter_index) from roll_entry r
                where r.election_uuid = ? and not exists (
                  select 1 from recording_entry e
                  where e.election_uuid = r.election_uuid and e.voter_index = r.voter_index)
                """)
            .param(people.uuid)
            .query(Integer.class)
            .single();
    other.record(number, 2, List.of(VoteHash.ofBallot(new byte[] {7})), idle);
    final JsonNode ahead = audit(people.uuid);
    assertThat(differences(ahead)).contains("the chain has 3 votes, the database 2 of them");
    assertThat(ahead.get("compared").asLong()).isEqualTo(2);

    other.close(number, 3, VoteHash.ofBallot(new byte[] {8}).toBytes());
    assertThat(differences(audit(people.uuid)))
        .contains("closed on chain with 3 ballots and board");
  }

  @Test
  void theAuditAsksAnIndexAndDoesNotTakeItsWordForAnAlarm() throws Exception {
    final String uuid = withThreeBallots();
    final JsonNode fromLogs = audit(uuid);
    pluginSays(fromLogs, 3, fromLogs.at("/chain/boardHash").asString());
    final JsonNode fromIndex = audit(uuid);
    assertThat(fromIndex.at("/chain/source").asString()).isEqualTo("plugin");
    assertThat(fromIndex.get("consistent").asBoolean()).isTrue();
    assertThat(fromIndex.get("turnout")).isEqualTo(fromLogs.get("turnout"));

    final double contradictions = contradictions();
    pluginSays(fromLogs, 4, fromLogs.at("/chain/boardHash").asString());
    final JsonNode lying = audit(uuid);
    assertThat(lying.at("/chain/source").asString()).isEqualTo("logs");
    assertThat(lying.at("/chain/votes").asLong()).isEqualTo(3);
    assertThat(lying.get("consistent").asBoolean()).isTrue();
    assertThat(contradictions()).isEqualTo(contradictions + 1);

    pluginSays(fromLogs, 3, "ab".repeat(32));
    final JsonNode wrongHash = audit(uuid);
    assertThat(wrongHash.at("/chain/source").asString()).isEqualTo("logs");
    assertThat(wrongHash.get("consistent").asBoolean()).isTrue();
  }

  private double contradictions() {
    return meters.counter("voteregistry.chain.index.reads", "source", "contradiction").count();
  }

  private void pluginSays(final JsonNode audit, final long votes, final String boardHash) {
    final long block = pool.ask(node -> Long.decode(node.call("eth_blockNumber").asString()));
    final long hour = Instant.parse(audit.at("/turnout/0/from").asString()).getEpochSecond();
    NODE.results.putAll(
        Map.of(
            "votes_listVotes",
            "{\"total\":%d,\"indexedBlock\":%d}".formatted(votes, block),
            "votes_getElection",
            "{\"votes\":%d,\"batches\":%d,\"boardHash\":\"0x%s\"}"
                .formatted(votes, audit.at("/chain/batches").asLong(), boardHash),
            "votes_getTurnout",
            "{\"votes\":%d,\"hours\":[{\"from\":%d,\"votes\":%d}]}".formatted(votes, hour, votes)));
  }

  @Test
  void anAuditWithoutAChainMayBeAskedForAgain() throws Exception {
    final String uuid = withThreeBallots();
    NODE.silent = true;
    final Answer answer = api.get("/api/audit/elections/" + uuid);
    assertThat(answer.problem()).isEqualTo("unavailable");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    NODE.silent = false;
    assertThat(audit(uuid).get("consistent").asBoolean()).isTrue();
  }
}
