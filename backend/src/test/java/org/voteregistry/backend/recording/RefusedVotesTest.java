package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.chain.ChainOperator;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteReceipt;
import org.voteregistry.proofs.VoterIndex;

class RefusedVotesTest extends RecordingTest {
  private static final String OTHER_KEY = "77".repeat(32);

  private ChainOperator administrator() {
    return new ChainOperator(CHAIN.rpcUrls().getFirst(), CHAIN.adminPrivateKey());
  }

  private ChainOperator otherRecorder() {
    final ChainOperator other = new ChainOperator(CHAIN.rpcUrls().getFirst(), OTHER_KEY);
    administrator().grantRecorder(other.address());
    return other;
  }

  @Test
  void aVoterWhoseVoteAnotherRecorderWroteIsSetAsideAndAllOthersAreRecorded() {
    final String election = openElection(400);
    final VoteHash foreign = hash("foreign vote of voter 57");
    otherRecorder().record(chainElectionId(election), 0, List.of(foreign), 57);
    final Map<String, Integer> onChain = new HashMap<>();
    onChain.put(foreign.toString(), 57);
    VoteHash refused = null;
    for (int voter = 0; voter < 150; voter++) {
      final VoteHash hash = cast(election, voter);
      if (voter == 57) {
        refused = hash;
      } else {
        onChain.put(hash.toString(), voter);
      }
    }
    awaitRecorded(election, 150);
    audit(election).holdsExactlyOnce(onChain).agreesWith(database);
    final Answer status = api.get("/api/votes/transaction-status?voteHash=" + refused);
    assertThat(status.text("status")).isEqualTo("rejected");
    assertThat(status.text("reason")).startsWith("AlreadyVoted(").contains("57");
    assertThat(api.get("/api/votes/receipt/" + refused.reference().text()).problem())
        .isEqualTo("vote-set-aside");
    final VoteReceipt receipt =
        VoteReceipt.parse(
            api.get("/api/votes/receipt/" + hash(election + "/100").reference().text()).body());
    assertThat(receipt.pathLeadsToRoot()).isTrue();
    assertThat(report().body()).asString().contains(refused.toString());
  }

  @Test
  void severalBadVotesInOneBatchAreEachFoundAlone() {
    final String election = openElection(100);
    // Beyond the roll: the contract knows 100 voters.
    final Map<String, Integer> onChain = new HashMap<>();
    final List<Integer> voters = List.of(0, 1, 100, 2, 3, 4, 5, 250, 101, 6, 7, 8, 9);
    transaction.executeWithoutResult(
        status ->
            voters.forEach(
                voter -> {
                  final VoteHash hash = hash(election + "/" + voter);
                  queue.enqueue(election, new VoterIndex(voter), hash);
                  if (voter < 100) {
                    onChain.put(hash.toString(), voter);
                  }
                }));
    awaitRecorded(election, 10);
    audit(election).holdsExactlyOnce(onChain).agreesWith(database);
    assertThat(
            database
                .sql(
                    """
                    select voter_index from recording_entry
                    where election_uuid = ? and state = 'SET_ASIDE' order by voter_index
                    """)
                .param(election)
                .query(Integer.class)
                .list())
        .containsExactly(100, 101, 250);
  }

  @Test
  void aPausedContractSetsNothingAsideAndRecordingGoesOnAfterwards() {
    final String election = openElection(50);
    final ChainOperator administrator = administrator();
    administrator.pause();
    final List<VoteHash> cast;
    try {
      cast = cast(election, 0, 30);
      await(
          "the election is known to stand still",
          () ->
              database
                  .sql("select blocked from election_board where election_uuid = ?")
                  .param(election)
                  .query(String.class)
                  .optional()
                  .filter(reason -> reason.contains("EnforcedPause"))
                  .isPresent());
      assertThat(api.get("/api/votes/transaction-status?voteHash=" + cast.getFirst()).text("note"))
          .contains("stands still");
    } finally {
      administrator.unpause();
    }
    awaitRecorded(election, 30);
    assertThat(audit(election).hashes()).isEqualTo(cast.stream().map(VoteHash::toString).toList());
  }

  @Test
  void votesBeforeTheElectionsHoursWaitForThem() {
    final String election = requestElection(10, Instant.now().plusSeconds(8));
    await("election opens", () -> "OPEN".equals(state(election)));
    final List<VoteHash> cast = cast(election, 0, 5);
    awaitRecorded(election, 5);
    assertThat(audit(election).hashes()).isEqualTo(cast.stream().map(VoteHash::toString).toList());
  }

  @Test
  void anElectionIsClosedWithAllItsVotesAndTheirBoardHash() {
    final String election = openElection(100);
    final List<VoteHash> cast = cast(election, 0, 70);
    ledger.requestClosing(election);
    ledger.requestClosing(election);
    await("election closes", () -> "CLOSED".equals(state(election)));
    byte[] link = BoardHash.empty();
    for (int serial = 0; serial < 70; serial++) {
      link = BoardHash.next(link, new Serial(serial), new VoterIndex(serial), cast.get(serial));
    }
    assertThat(
            database
                .sql("select recorded_link from election_board where election_uuid = ?")
                .param(election)
                .query(byte[].class)
                .single())
        .isEqualTo(link);
    final boolean closed = pool.ask(node -> contract.isClosed(node, chainElectionId(election)));
    assertThat(closed).isTrue();
    assertThatThrownBy(() -> cast(election, 80))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("takes no votes");
  }

  @Test
  void anOpeningThatTheContractRefusesForGoodIsReported() {
    final String election = "F" + Long.toHexString(System.nanoTime());
    final Instant now = Instant.now();
    ledger.requestOpening(
        new ElectionLedger.Opening(
            election,
            new byte[32],
            hash("roll").toBytes(),
            5,
            now,
            now.plusSeconds(60),
            now.plusSeconds(120)));
    await("election is refused", () -> "REFUSED".equals(state(election)));
  }

  @Test
  void aNonceThatSomebodyElseConsumedCostsNoVote() {
    final String election = openElection(60);
    cast(election, 0, 5);
    awaitRecorded(election, 5);
    // The recorder's own key, used elsewhere.
    final ChainOperator sameKey =
        new ChainOperator(CHAIN.rpcUrls().getFirst(), secret("recorder-key"));
    sameKey.consumeNonce();
    final List<VoteHash> cast = cast(election, 5, 60);
    awaitRecorded(election, 60);
    assertThat(audit(election).agreesWith(database).hashes().subList(5, 60))
        .isEqualTo(cast.stream().map(VoteHash::toString).toList());
  }

  @Test
  void administratorsSeeValidatorsAndRecorder() {
    final Answer health = api.send(api.asAdmin(api.request("/api/admin/validators/health")).GET());
    assertThat(health.json().get("healthy").asInt()).isOne();
    assertThat(health.text("explanation")).contains("development chain");
    assertThat(api.adminPost("/api/admin/validators/refresh-status").status()).isEqualTo(200);
    assertThat(api.get("/api/admin/recording").status()).isEqualTo(401);
    assertThat(report().json().get("leader").get("valid").asBoolean()).isTrue();
    assertThat(api.get("/actuator/prometheus").body())
        .asString()
        .contains("voteregistry_recording_leading 1.0");
  }

  @Test
  void questionsThatCannotBeAnsweredGetAProblem() {
    assertThat(api.get("/api/votes/transaction-status").problem()).isEqualTo("bad-request");
    assertThat(api.get("/api/votes/transaction-status?voteHash=12").problem())
        .isEqualTo("bad-request");
    assertThat(api.get("/api/votes/transaction-status?reference=VR-0000000000000000").problem())
        .isEqualTo("vote-unknown");
    assertThat(api.get("/api/votes/receipt/VR-0000000000000000").problem())
        .isEqualTo("vote-unknown");
    assertThat(api.get("/api/votes/receipt/nonsense").problem()).isEqualTo("bad-request");
  }

  private Answer report() {
    return api.send(api.asAdmin(api.request("/api/admin/recording")).GET());
  }

  private static String secret(final String name) {
    try {
      return java.nio.file.Files.readString(DATA.resolve("secrets").resolve(name)).strip();
    } catch (final java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
