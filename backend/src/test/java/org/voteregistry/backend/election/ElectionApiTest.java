package org.voteregistry.backend.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendTest;
import tools.jackson.databind.JsonNode;

class ElectionApiTest extends BackendTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void aDraftShowsWhatWasSent() {
    final Answer created =
        api.adminPost(
            "/api/elections",
            """
            {"name": "Été 2027 🗳", "questions": [
               {"question": "Chair", "answers": ["Ada", "Grace"], "min": 1, "max": 1},
               {"question": "Budget", "answers": ["Yes", "No"], "min": 0, "max": 2, "blank": true}],
             "opensAt": "2027-05-01T08:00:00.999Z", "closesAt": "2027-05-08T20:00:00+02:00"}
            """);
    assertThat(created.status()).isEqualTo(201);
    final String uuid = created.text("uuid");
    assertThat(uuid).matches("[1-9A-HJ-NP-Za-km-z]{14}");
    assertThat(created.headers().firstValue("Location")).contains("/api/elections/" + uuid);

    final Answer shown = api.get("/api/elections/" + uuid);
    assertThat(shown.json()).isEqualTo(created.json());
    assertThat(shown.text("name")).isEqualTo("Été 2027 🗳");
    assertThat(shown.text("state")).isEqualTo("DRAFT");
    assertThat(shown.text("opensAt")).isEqualTo("2027-05-01T08:00:00Z");
    assertThat(shown.text("closesAt")).isEqualTo("2027-05-08T18:00:00Z");
    assertThat(shown.text("recordingEndsAt")).isEqualTo("2027-05-09T18:00:00Z");
    assertThat(shown.json().has("chainElectionId")).isFalse();

    final JsonNode candidates = api.get("/api/elections/" + uuid + "/candidates").json();
    assertThat(candidates.at("/questions/0/answers/1").asString()).isEqualTo("Grace");
    assertThat(candidates.at("/questions/0/blank").asBoolean()).isFalse();
    assertThat(candidates.at("/questions/1/blank").asBoolean()).isTrue();
    assertThat(candidates.at("/questions/1/index").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        """
        {"name":" ","questions":[{"question":"Q","answers":["A"],"min":0,"max":1}],
         "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z"}""",
        """
        {"name":"N","questions":[],
         "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z"}""",
        """
        {"name":"N","questions":[null],
         "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z"}""",
        """
        {"name":"N","questions":[{"question":"Q","answers":[""],"min":0,"max":1}],
         "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z"}""",
        """
        {"name":"N","questions":[{"question":"Q","answers":["A"],"min":0,"max":2}],
         "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z"}""",
        """
        {"name":"N","questions":[{"question":"Q","answers":["A"],"min":2,"max":1}],
         "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z"}""",
        """
        {"name":"N","questions":[{"question":"Q","answers":["A"],"min":0,"max":1}],
         "opensAt":"2027-05-02T08:00:00Z","closesAt":"2027-05-02T08:00:00.5Z"}""",
        """
        {"name":"N\\u0000","questions":[{"question":"Q","answers":["A"],"min":0,"max":1}],
         "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z"}""",
        """
        {"name":"N","questions":[{"question":"Q","answers":["A"],"min":0,"max":1}],
         "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z",
         "recordingEndsAt":"2027-05-02T07:00:00Z"}"""
      })
  void aDraftThatIsNotAllowedIsInvalid(final String document) {
    final Answer answer = api.adminPost("/api/elections", document);
    assertThat(answer.problem()).isEqualTo("invalid");
    assertThat(answer.status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"nane\":\"N\"}", "{\"opensAt\":\"tomorrow\"}"})
  void aDraftThatIsNotReadableIsABadRequest(final String document) {
    final Answer answer = api.adminPost("/api/elections", document);
    assertThat(answer.problem()).isEqualTo("bad-request");
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void theListIsPagedNewestFirstWithoutGapsOrRepeats() {
    final List<String> made =
        new ArrayList<>(IntStream.range(0, 5).mapToObj(i -> api.draft(LONG)).toList());
    final List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      final JsonNode page = api.get("/api/elections?limit=2" + cursor).json();
      page.get("elections").forEach(election -> listed.add(election.get("uuid").asString()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : null;
    } while (cursor != null);
    assertThat(listed).doesNotHaveDuplicates();
    assertThat(listed.subList(0, 5)).isEqualTo(made.reversed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=x", "cursor=AAAA"})
  void aPageThatCannotBeIsABadRequest(final String query) {
    assertThat(api.get("/api/elections?" + query).problem()).isEqualTo("bad-request");
  }

  @Test
  void whatIsHashedCanBeReadByteForByte() throws Exception {
    final String election = api.draft(LONG);
    final Answer roll = api.putRoll(election, List.of("b", "a,2", "Z"));
    assertThat(roll.json().get("rollSize").asInt()).isEqualTo(3);
    final byte[] canonical = api.get("/api/elections/" + election + "/roll").body();
    assertThat(new String(canonical, StandardCharsets.US_ASCII)).isEqualTo("[\"Z\",\"b\",\"a,2\"]");
    assertThat(sha256(canonical)).isEqualTo(roll.text("rollHash"));

    api.adminPost("/api/elections/" + election + "/open");
    api.awaitState(election, "OPEN");
    final byte[] manifest = api.get("/api/elections/" + election + "/manifest").body();
    assertThat(sha256(manifest))
        .isEqualTo(api.get("/api/elections/" + election).text("manifestHash"));
    assertThat(new String(manifest, StandardCharsets.UTF_8))
        .startsWith("{\"closesAt\":\"")
        .contains("\"rollHash\":\"" + roll.text("rollHash") + "\",\"rollSize\":3,\"uuid\":");
  }

  @Test
  void aRollIsReplacedAsAWhole() {
    final String election = api.draft(LONG);
    api.putRoll(election, Api.credentials(1000));
    final Answer replaced = api.putRoll(election, List.of("only"));
    assertThat(replaced.json().get("rollSize").asInt()).isOne();
    assertThat(new String(rollOf(election), StandardCharsets.US_ASCII)).isEqualTo("[\"only\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "null",
        "",
        "[1]",
        "[\"a\",[\"b\"]]",
        "[\"a b\"]",
        "[\"\"]",
        "[\"a\\\\b\"]",
        "[\"a\\\"b\"]",
        "[\"é\"]",
        "[\"a\"",
        "[\"a\",\"b\"] x",
        "[\"a\",\"b\",\"a\"]"
      })
  void aRollThatIsNotAllowedLeavesTheOldOne(final String roll) {
    final String election = api.draft(LONG);
    api.putRoll(election, List.of("kept"));
    final Answer answer = api.adminPut("/api/elections/" + election + "/roll", roll);
    assertThat(answer.problem()).isEqualTo("roll-invalid");
    assertThat(new String(rollOf(election), StandardCharsets.US_ASCII)).isEqualTo("[\"kept\"]");
  }

  @Test
  void aCredentialMayHave2048CharactersAndNoMore() {
    final String election = api.draft(LONG);
    assertThat(api.putRoll(election, List.of("x".repeat(2048))).status()).isEqualTo(200);
    assertThat(api.putRoll(election, List.of("x".repeat(2049))).problem())
        .isEqualTo("roll-invalid");
  }

  @Test
  void anElectionOpensOnceAndStaysFrozen() {
    final String election = api.draft(LONG);
    assertThat(api.adminPost("/api/elections/" + election + "/open").problem())
        .isEqualTo("roll-missing");
    api.putRoll(election, List.of("a"));
    final Answer asked = api.adminPost("/api/elections/" + election + "/open");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.text("state")).isEqualTo("OPENING");
    api.awaitState(election, "OPEN");
    final Answer again = api.adminPost("/api/elections/" + election + "/open");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("chainElectionId").asLong()).isPositive();
    assertThat(again.json()).isEqualTo(api.get("/api/elections/" + election).json());
    assertThat(api.putRoll(election, List.of("b")).problem()).isEqualTo("election-not-draft");
  }

  @Test
  void anOpeningThatTheChainRefusesCanBeRepeated() {
    final String election = api.draft(LONG);
    api.putRoll(election, List.of("a"));
    ledger.refuseNext(election, "the contract is paused");
    api.adminPost("/api/elections/" + election + "/open");
    api.awaitState(election, "DRAFT");
    assertThat(api.get("/api/elections/" + election).text("refusal"))
        .isEqualTo("the contract is paused");
    api.adminPost("/api/elections/" + election + "/open");
    api.awaitState(election, "OPEN");
    assertThat(api.get("/api/elections/" + election).json().has("refusal")).isFalse();
  }

  @Test
  void anElectionWhoseHoursHavePassedDoesNotOpen() {
    final Instant now = Instant.now();
    final String election =
        api.adminPost(
                "/api/elections",
                Api.draftDocument("Late", now.minusSeconds(9), now.minusSeconds(3)))
            .text("uuid");
    api.putRoll(election, List.of("a"));
    assertThat(api.adminPost("/api/elections/" + election + "/open").problem())
        .isEqualTo("election-over");
  }

  @Test
  void anElectionClosesOnce() {
    final String election = api.openElection(2, LONG);
    api.cast(Api.ballot(election, "voter-000001", "x"));
    final Answer asked = api.adminPost("/api/elections/" + election + "/close");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.text("state")).isEqualTo("CLOSING");
    api.awaitState(election, "CLOSED");
    final Answer again = api.adminPost("/api/elections/" + election + "/close");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("ballots").asLong()).isOne();
    assertThat(again.text("boardHash")).isEqualTo("0".repeat(64));
  }

  @Test
  void aClosingThatTheChainRefusesTakesNoBallotsAndCanBeRepeated() {
    final String election = api.openElection(1, LONG);
    ledger.refuseNext(election, "the contract is paused");
    api.adminPost("/api/elections/" + election + "/close");
    awaitRefusal(election);
    assertThat(api.get("/api/elections/" + election).text("state")).isEqualTo("CLOSING");
    assertThat(api.cast(Api.ballot(election, "voter-000000", "x")).problem())
        .isEqualTo("election-not-open");
    api.adminPost("/api/elections/" + election + "/close");
    api.awaitState(election, "CLOSED");
  }

  @Test
  void aDraftCannotBeClosed() {
    assertThat(api.adminPost("/api/elections/" + api.draft(LONG) + "/close").problem())
        .isEqualTo("election-not-open");
  }

  @Test
  void anElectionClosesByItselfWhenItsHoursHavePassed() {
    final String election = api.openElection(1, Duration.ofSeconds(3));
    api.awaitState(election, "CLOSED");
    assertThat(Instant.now())
        .isAfterOrEqualTo(Instant.parse(api.get("/api/elections/" + election).text("closesAt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/candidates", "/manifest", "/roll"})
  void whatDoesNotExistIsNotFound(final String part) {
    assertThat(api.get("/api/elections/11111111111111" + part).problem())
        .isEqualTo("election-unknown");
    assertThat(api.get("/api/elections/x" + part).status()).isEqualTo(404);
  }

  @Test
  void aDraftHasNoManifest() {
    assertThat(api.get("/api/elections/" + api.draft(LONG) + "/manifest").problem())
        .isEqualTo("not-found");
  }

  private byte[] rollOf(final String election) {
    return api.get("/api/elections/" + election + "/roll").body();
  }

  private void awaitRefusal(final String election) {
    org.awaitility.Awaitility.await()
        .until(() -> api.get("/api/elections/" + election).json().has("refusal"));
  }

  private static String sha256(final byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
