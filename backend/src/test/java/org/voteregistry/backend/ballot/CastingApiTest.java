package org.voteregistry.backend.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voteregistry.backend.support.Api.ballot;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.voteregistry.backend.election.ElectionSetup;
import org.voteregistry.backend.election.OpenElections;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.Api;
import org.voteregistry.backend.support.BackendTest;
import org.voteregistry.proofs.VoteHash;

class CastingApiTest extends BackendTest {
  private static final Duration LONG = Duration.ofHours(1);
  @Autowired private OpenElections elections;

  @Test
  void anAcceptedBallotIsStoredAsSentAndQueued() {
    final String election = api.openElection(3, LONG);
    // Blanks and line feeds count: the hash is of the bytes, not of the document.
    final String ballot =
        " { \"credential\" : \"voter-000002\",\n \"election_uuid\":\"%s\", \"é\":[1,{}] }\n"
            .formatted(election);
    final Answer answer = api.cast(ballot);
    final byte[] bytes = ballot.getBytes(StandardCharsets.UTF_8);
    final VoteHash hash = VoteHash.ofBallot(bytes);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("voteHash")).isEqualTo(hash.toString());
    assertThat(answer.text("reference")).isEqualTo(hash.reference().text());
    assertThat(answer.text("status")).isEqualTo("accepted");
    assertThat(answer.text("electionUuid")).isEqualTo(election);
    assertThat(answer.json().has("credential")).isFalse();
    assertThat(
            database
                .sql("select body from ballot where vote_hash = ? and voter_index = 2")
                .param(hash.toBytes())
                .query(byte[].class)
                .single())
        .isEqualTo(bytes);
    assertThat(queued(election)).isOne();
  }

  @Test
  void theSameBallotAgainGivesTheSameAnswer() {
    final String election = api.openElection(1, LONG);
    final String ballot = ballot(election, "voter-000000", "x");
    final Answer first = api.cast(ballot);
    final Answer second = api.cast(ballot);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(queued(election)).isOne();
  }

  @Test
  void anotherBallotWithTheSameCredentialIsRefused() {
    final String election = api.openElection(1, LONG);
    api.cast(ballot(election, "voter-000000", "x"));
    final Answer second = api.cast(ballot(election, "voter-000000", "y"));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.problem()).isEqualTo("already-voted");
    assertThat(queued(election)).isOne();
  }

  @Test
  void aCredentialOfNoRollIsRefused() {
    final String election = api.openElection(1, LONG);
    final Answer answer = api.cast(ballot(election, "stranger", "x"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("not-on-roll");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("stranger");
  }

  @ParameterizedTest
  @EnumSource(BallotRefused.Reason.class)
  void whatTheVerifierRefusesIsNotStoredAndSpendsNoCredential(final BallotRefused.Reason reason) {
    final String election = api.openElection(1, LONG);
    final Answer refused = api.cast(ballot(election, "voter-000000", "refuse-" + reason.code()));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("ballot-refused");
    assertThat(refused.text("reason")).isEqualTo(reason.code());
    assertThat(queued(election)).isZero();
    assertThat(api.cast(ballot(election, "voter-000000", "x")).status()).isEqualTo(202);
  }

  @Test
  void aBallotOfAnotherElectionIsRefusedByItsForm() throws Exception {
    final ElectionSetup election = elections.setup(api.openElection(1, LONG));
    assertThat(election.rollSize()).isOne();
    assertThat(new String(election.manifest(), StandardCharsets.UTF_8)).contains(election.uuid());
    final CastBallot ballot = new CastBallot(new byte[0], "11111111111111", "voter-000000");
    assertThatThrownBy(() -> new StructuralBallotVerifier().verify(election, ballot))
        .isInstanceOfSatisfying(
            BallotRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(BallotRefused.Reason.OTHER_ELECTION));
  }

  @Test
  void anUnknownElectionIsNotFound() {
    assertThat(api.cast(ballot("11111111111111", "a", "x")).problem())
        .isEqualTo("election-unknown");
    assertThat(api.cast(ballot("not a uuid", "a", "x")).status()).isEqualTo(404);
  }

  @Test
  void aBallotBeforeOpeningIsRefused() {
    final String draft = api.draft(LONG);
    api.putRoll(draft, List.of("a"));
    assertThat(api.cast(ballot(draft, "a", "x")).problem()).isEqualTo("election-not-open");

    final Instant now = Instant.now();
    final String early =
        api.adminPost(
                "/api/elections",
                Api.draftDocument("Early", now.plusSeconds(600), now.plusSeconds(900)))
            .text("uuid");
    api.putRoll(early, List.of("a"));
    api.adminPost("/api/elections/" + early + "/open");
    api.awaitState(early, "OPEN");
    final Answer answer = api.cast(ballot(early, "a", "x"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("election-not-open");
  }

  @Test
  void afterClosingAnOldBallotKeepsItsAnswerAndANewOneIsRefused() {
    final String election = api.openElection(2, LONG);
    final String old = ballot(election, "voter-000000", "x");
    final Answer first = api.cast(old);
    api.adminPost("/api/elections/" + election + "/close");
    assertThat(api.cast(old).body()).isEqualTo(first.body());
    assertThat(api.cast(ballot(election, "voter-000001", "x")).problem())
        .isEqualTo("election-not-open");
    api.awaitState(election, "CLOSED");
    assertThat(api.cast(old).body()).isEqualTo(first.body());
  }

  @Test
  void aBallotOfExactly64KibIsTakenAndAByteMoreIsNot() {
    final String election = api.openElection(2, LONG);
    final Answer largest = api.cast(padded(ballot(election, "voter-000000", "x"), 64 * 1024));
    assertThat(largest.status()).isEqualTo(202);
    final String tooLarge = padded(ballot(election, "voter-000001", "x"), 64 * 1024 + 1);
    assertThat(api.cast(tooLarge).status()).isEqualTo(413);
    final Answer chunked =
        api.send(
            api.request("/api/votes/submit")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () ->
                            new java.io.ByteArrayInputStream(
                                tooLarge.getBytes(StandardCharsets.UTF_8)))));
    assertThat(chunked.problem()).isEqualTo("ballot-too-large");
  }

  @Test
  void aBallotOfAnotherMediaTypeIsRefused() {
    final Answer answer =
        api.send(
            api.request("/api/votes/submit")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.problem()).isEqualTo("unsupported-media-type");
  }

  @Test
  void ofManyBallotsAtOnceWithOneCredentialExactlyOneCounts() throws Exception {
    final String election = api.openElection(4, LONG);
    for (final String voter : Api.credentials(4)) {
      final List<Answer> answers =
          atOnce(
              IntStream.range(0, 16)
                  .<Callable<Answer>>mapToObj(
                      i -> () -> api.cast(ballot(election, voter, "choice " + i)))
                  .toList());
      assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.problem().equals("already-voted"))
          .hasSize(15);
    }
    assertThat(queued(election)).isEqualTo(4);
    assertThat(stored(election)).isEqualTo(4);
  }

  @Test
  void theSameBallotManyTimesAtOnceIsOneBallotWithOneAnswer() throws Exception {
    final String election = api.openElection(1, LONG);
    final String ballot = ballot(election, "voter-000000", "x");
    final List<Answer> answers =
        atOnce(
            IntStream.range(0, 16)
                .<Callable<Answer>>mapToObj(i -> () -> api.cast(ballot))
                .toList());
    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(15);
    assertThat(answers.stream().map(answer -> answer.json().toString()).distinct()).hasSize(1);
    assertThat(queued(election)).isOne();
  }

  @Test
  void everyBallotAcceptedWhileTheElectionClosesIsCountedByTheClosing() throws Exception {
    for (int round = 0; round < 3; round++) {
      final String election = api.openElection(400, LONG);
      final AtomicBoolean closed = new AtomicBoolean();
      final List<Callable<Answer>> calls = new ArrayList<>();
      for (final String voter : Api.credentials(400)) {
        calls.add(() -> api.cast(ballot(election, voter, "x")));
      }
      calls.add(
          200,
          () -> {
            final Answer answer = api.adminPost("/api/elections/" + election + "/close");
            closed.set(true);
            return answer;
          });
      final List<Answer> answers = atOnce(calls);
      assertThat(closed).isTrue();
      api.awaitState(election, "CLOSED");
      final long accepted =
          answers.stream().filter(a -> a.status() == 202 && a.text("reference") != null).count();
      final long refused =
          answers.stream().filter(a -> a.problem().equals("election-not-open")).count();
      assertThat(accepted + refused).isEqualTo(400);
      assertThat(stored(election)).isEqualTo(accepted);
      assertThat(api.get("/api/elections/" + election).json().get("ballots").asLong())
          .isEqualTo(accepted);
    }
  }

  private static List<Answer> atOnce(final List<Callable<Answer>> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      final List<Answer> answers = new ArrayList<>();
      for (final Future<Answer> call : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
        answers.add(call.get());
      }
      return answers;
    }
  }

  private static String padded(final String ballot, final int bytes) {
    return ballot + " ".repeat(bytes - ballot.getBytes(StandardCharsets.UTF_8).length);
  }

  private long queued(final String election) {
    return count("instant_queue", election);
  }

  private long stored(final String election) {
    return count("ballot", election);
  }

  private long count(final String table, final String election) {
    return database
        .sql("select count(*) from " + table + " where election_uuid = ?")
        .param(election)
        .query(Long.class)
        .single();
  }
}
