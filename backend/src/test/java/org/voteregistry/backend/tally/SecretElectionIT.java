package org.voteregistry.backend.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.voteregistry.backend.VoteRegistryApplication;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendTest;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.network.ChainKind;
import org.voteregistry.network.ChainNetwork;
import org.voteregistry.network.NetworkOptions;

/** Elections with secret ballots, from the draft to the published result, on the real contract. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = VoteRegistryApplication.class,
    properties = {
      "voteregistry.recording.batch-age=200ms",
      "voteregistry.recording.poll-interval=50ms"
    })
class SecretElectionIT {
  private static final Path DATA = BackendTest.newDataFolder();
  private static final ChainNetwork CHAIN =
      ChainNetwork.start(
          NetworkOptions.in(DATA.resolve("network")).kind(ChainKind.DEV).freePorts().build());
  private static final Duration LONG = Duration.ofHours(1);
  private static final int VOTERS = 5;

  @TempDir private Path folder;
  @LocalServerPort private int port;
  @Autowired private ValidatorPool pool;
  @Autowired private VoteRegistryContract contract;
  private Api api;

  @DynamicPropertySource
  static void settings(final DynamicPropertyRegistry registry) throws IOException {
    final Path adminKey = Files.writeString(DATA.resolve("admin.key"), CHAIN.adminPrivateKey());
    registry.add("voteregistry.data-dir", DATA::toString);
    registry.add("voteregistry.postgres.program-dir", BackendTest.PROGRAMS::toString);
    registry.add("voteregistry.chain.rpc-urls", () -> CHAIN.rpcUrls().getFirst().toString());
    registry.add("voteregistry.chain.admin-key-file", adminKey::toString);
  }

  @AfterAll
  static void endChain() {
    CHAIN.close();
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
    close(people.uuid);
    verify(people.uuid);

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
}
