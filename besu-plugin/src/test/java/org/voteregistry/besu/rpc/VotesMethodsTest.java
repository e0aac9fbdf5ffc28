package org.voteregistry.besu.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.chain.TestChain;
import org.voteregistry.besu.chain.TestLogs;
import org.voteregistry.besu.follow.ChainFollower;
import org.voteregistry.besu.follow.Fault;
import org.voteregistry.besu.follow.HandOver;
import org.voteregistry.proofs.Keccak;
import org.voteregistry.proofs.VoteHash;

class VotesMethodsTest {
  private static final String CONTRACT = "0x" + "c0".repeat(20);

  @TempDir private Path folder;
  private final TestChain chain = new TestChain();
  private ChainFollower follower;
  private Thread thread;
  private VotesMethods methods;

  @BeforeEach
  void prepare() {
    follower = new ChainFollower(chain, new HandOver(4), folder, CONTRACT, 1, Fault.NONE);
    methods = new VotesMethods(follower);
    thread = Thread.ofPlatform().unstarted(follower);
  }

  private void index() throws InterruptedException {
    thread.start();
    while (!follower.status().indexed().equals(java.util.Optional.of(chain.head()))) {
      Thread.sleep(5);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    follower.close();
    thread.join();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> call(final String method, final Object... parameters) {
    return (Map<String, Object>) methods.answer(method, parameters);
  }

  private void recordOneElection() throws InterruptedException {
    chain.secondsPerBlock(1800).createElection(1, 100).mine();
    for (int i = 0; i < 4; i++) {
      chain.recordBatch(1, 3).mine();
    }
    index();
  }

  @Test
  void answersWithAVoteByHashOrReference() throws InterruptedException {
    recordOneElection();
    final VoteHash hash = TestLogs.voteHash("main1/4");
    final Map<String, Object> vote = call("getVote", "0x" + hash);
    assertThat(vote)
        .containsEntry("electionId", 1L)
        .containsEntry("serial", 4L)
        .containsEntry("voteHash", "0x" + hash)
        .containsEntry("reference", hash.reference().text())
        .containsEntry("voterIndex", 11L)
        .containsEntry("batchId", 2L)
        .containsEntry("blockNumber", 3L)
        .containsEntry("timestamp", TestChain.EPOCH + 3 * 1800)
        .containsKey("transactionHash")
        .containsEntry("alsoRecorded", List.of());
    assertThat(call("getVote", hash.toString())).isEqualTo(vote);
    assertThat(call("getVote", hash.reference().text())).isEqualTo(vote);
    assertThat(call("getVote", hash.reference().text().toLowerCase(java.util.Locale.ROOT)))
        .isEqualTo(vote);
  }

  @Test
  void tellsWhenAHashWasRecordedTwiceAndAReferenceIsAmbiguous() throws InterruptedException {
    final byte[] bytes = TestLogs.voteHash("a").toBytes();
    final VoteHash one = VoteHash.of(bytes);
    bytes[31] ^= 1;
    final VoteHash sameReference = VoteHash.of(bytes);
    chain
        .createElection(1, 100)
        .recordBatch(1, TestLogs.hash("r"), List.of(one, sameReference, one))
        .mine();
    index();
    assertThat(call("getVote", one.toString()).get("alsoRecorded"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(1);
    assertError(
        () -> call("getVote", one.reference().text()),
        VotesRpcError.REFERENCE_AMBIGUOUS,
        "ask by hash");
  }

  @Test
  void listsVotesPageByPage() throws InterruptedException {
    recordOneElection();
    final Map<String, Object> first = call("listVotes", 1, 0, 5);
    assertThat(first)
        .containsEntry("total", 12L)
        .containsEntry("nextSerial", 5L)
        .containsEntry("indexedBlock", 5L);
    assertThat(serials(first)).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat((List<?>) first.get("batches")).hasSize(2);
    assertThat(serials(call("listVotes", "1", "0xa"))).containsExactly(10L, 11L);
    assertThat(call("listVotes", 1, 7)).doesNotContainKey("nextSerial");
    assertThat(serials(call("listVotes", 1L, BigInteger.valueOf(99), 1000))).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static List<Object> serials(final Map<String, Object> page) {
    return ((List<Map<String, Object>>) page.get("votes"))
        .stream().map(vote -> vote.get("serial")).toList();
  }

  @Test
  void answersWithElectionsInEveryState() throws InterruptedException {
    recordOneElection();
    assertThat(call("getElection", 1))
        .containsEntry("state", "open")
        .containsEntry("votes", 12L)
        .containsEntry("batches", 4L)
        .containsEntry("rollSize", 100L)
        .containsEntry("opensAt", 1000L)
        .doesNotContainKeys("closed", "result");
    final Object board = call("getElection", 1).get("boardHash");

    chain.emit(
        TestLogs.electionClosed(1, 12, Hash32.of(VoteHash.parse(board.toString()).toBytes())));
    chain.mine();
    chain.emit(TestLogs.resultPublished(1, 7, 5)).createElection(2, 3).mine();
    index(chain.head().number());

    final Map<String, Object> election = call("getElection", "0x1");
    assertThat(election).containsEntry("state", "published");
    assertThat(election.get("closed"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("matchesIndex", true)
        .containsEntry("ballots", 12L);
    assertThat(election.get("result"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("counts", List.of(7L, 5L));
    assertThat((List<?>) methods.answer("listElections", new Object[0])).hasSize(2);
  }

  private void index(final long number) throws InterruptedException {
    while (follower.status().indexed().orElseThrow().number() < number) {
      Thread.sleep(5);
    }
  }

  @Test
  void answersWithABatchAndItsVotes() throws InterruptedException {
    recordOneElection();
    final Map<String, Object> batch = call("getBatch", 1, 3);
    assertThat(batch)
        .containsEntry("firstSerial", 6L)
        .containsEntry("count", 3)
        .containsEntry("root", TestLogs.hash("root").toString());
    assertThat(serials(batch)).containsExactly(6L, 7L, 8L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13})
  void provesEveryVoteOfABatch(final int size) throws InterruptedException {
    final List<VoteHash> hashes =
        IntStream.range(0, size).mapToObj(i -> TestLogs.voteHash("vote" + i)).toList();
    chain.createElection(1, 100).recordBatch(1, MerkleRoot.of(1, 0, 7, hashes), hashes).mine();
    index();
    for (final VoteHash hash : hashes) {
      final Map<String, Object> proof = call("getProof", hash.reference().text());
      byte[] node = bytes(proof.get("leaf"));
      for (final Object sibling : (List<?>) proof.get("proof")) {
        node = MerkleRoot.parent(node, bytes(sibling));
      }
      assertThat(node).isEqualTo(bytes(proof.get("root")));
    }
  }

  private static byte[] bytes(final Object hex) {
    return VoteHash.parse(hex.toString()).toBytes();
  }

  @Test
  void refusesToProveWhatDoesNotGiveTheRoot() throws InterruptedException {
    recordOneElection();
    assertError(
        () -> call("getProof", TestLogs.voteHash("main1/4").toString()),
        VotesRpcError.INDEX_INCONSISTENT,
        "batch 2");
  }

  @Test
  void countsTurnoutByTheHour() throws InterruptedException {
    recordOneElection();
    assertThat(call("getTurnout", 1))
        .containsEntry("votes", 12L)
        .containsEntry(
            "hours",
            List.of(
                Map.of("from", TestChain.EPOCH + 3600, "votes", 6L),
                Map.of("from", TestChain.EPOCH + 7200, "votes", 6L)));
  }

  @Test
  void tellsHowTheIndexStands() throws InterruptedException {
    assertThat(call("status")).containsEntry("state", "starting").doesNotContainKey("digest");
    recordOneElection();
    assertThat(call("status"))
        .containsEntry("state", "live")
        .containsEntry("contract", CONTRACT)
        .containsEntry("indexedBlock", 5L)
        .containsEntry("indexedHash", chain.head().hash().toString())
        .containsEntry("lag", 0L)
        .containsEntry("votes", 12L)
        .containsEntry("batches", 4L)
        .containsEntry("elections", 1)
        .containsKey("digest")
        .doesNotContainKey("lastError");
  }

  @Test
  void saysWhatIsNotThere() throws InterruptedException {
    recordOneElection();
    assertError(
        () -> call("getElection", 9), VotesRpcError.ELECTION_UNKNOWN, "no election 9; this node");
    assertError(() -> call("listVotes", 9), VotesRpcError.ELECTION_UNKNOWN, "up to 5 of 5");
    assertError(() -> call("getBatch", 1, 99), VotesRpcError.BATCH_UNKNOWN, "no batch 99");
    assertError(
        () -> call("getVote", TestLogs.voteHash("x").toString()),
        VotesRpcError.VOTE_UNKNOWN,
        "no vote 0x");
  }

  @Test
  void saysWhichParameterIsWrong() throws InterruptedException {
    recordOneElection();
    assertInvalid(() -> call("getElection"), "[electionId]; got 0");
    assertInvalid(() -> methods.answer("getElection", null), "got 0");
    assertInvalid(() -> call("status", 1), "got 1");
    assertInvalid(() -> call("getElection", 0), "electionId is a number from 1 to 2^63-1; got 0");
    assertInvalid(() -> call("getElection", "x"), "electionId is a whole number");
    assertInvalid(() -> call("getElection", 1.5), "got 1.5");
    assertInvalid(() -> call("getElection", new Object[] {null}), "got null");
    assertInvalid(() -> call("getElection", "9".repeat(20)), "electionId");
    assertInvalid(() -> call("listVotes", 1, 0, 5001), "limit is a number from 1 to 5000");
    assertInvalid(() -> call("listVotes", 1, -1), "fromSerial");
    assertInvalid(() -> call("getVote", 12), "referenceOrHash is a short text");
    assertInvalid(() -> call("getVote", "z".repeat(101)), "short text");
    assertInvalid(() -> call("getVote", "VR-UUUU"), "64 hexadecimal digits");
    assertInvalid(() -> call("getVote", "zz".repeat(32)), "64 hexadecimal digits");
  }

  private static void assertInvalid(final ThrowingCallable call, final String message) {
    assertError(call, VotesRpcError.INVALID_PARAMETER, message);
  }

  private static void assertError(
      final ThrowingCallable call, final VotesRpcError error, final String message) {
    assertThatThrownBy(call)
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            VotesRpcException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  void saysThatTheIndexIsNotThere() throws InterruptedException {
    assertError(() -> call("getElection", 1), VotesRpcError.INDEX_UNAVAILABLE, "starting");
    recordOneElection();
    follower.close();
    thread.join();
    assertError(() -> call("getElection", 1), VotesRpcError.INDEX_UNAVAILABLE, "closed");
  }

  @Test
  void everyNameIsAMethod() throws InterruptedException {
    recordOneElection();
    for (final String name : VotesMethods.NAMES) {
      assertThatThrownBy(() -> call(name, 1, 2, 3, 4, 5)).isInstanceOf(VotesRpcException.class);
    }
    assertThatThrownBy(() -> call("other")).isInstanceOf(IllegalArgumentException.class);
  }

  /** The contract's tree, written a second time and recursively. */
  private static final class MerkleRoot {
    static Hash32 of(
        final long election, final long first, final long voterOffset, final List<VoteHash> votes) {
      final List<byte[]> leaves =
          IntStream.range(0, votes.size())
              .mapToObj(
                  i -> {
                    final java.io.ByteArrayOutputStream encoded =
                        new java.io.ByteArrayOutputStream();
                    encoded.writeBytes(TestLogs.number(election).toBytes());
                    encoded.writeBytes(TestLogs.number(first + i).toBytes());
                    encoded.writeBytes(TestLogs.number(first + i + voterOffset).toBytes());
                    encoded.writeBytes(votes.get(i).toBytes());
                    return Keccak.hash(Keccak.hash(encoded.toByteArray()));
                  })
              .toList();
      return Hash32.of(root(leaves));
    }

    private static byte[] root(final List<byte[]> level) {
      if (level.size() == 1) {
        return level.getFirst();
      }
      final List<byte[]> above = new java.util.ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        above.add(parent(level.get(i), level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        above.add(level.getLast());
      }
      return root(above);
    }

    static byte[] parent(final byte[] one, final byte[] other) {
      final BigInteger left = new BigInteger(1, one);
      final BigInteger right = new BigInteger(1, other);
      final java.io.ByteArrayOutputStream pair = new java.io.ByteArrayOutputStream();
      pair.writeBytes(left.compareTo(right) < 0 ? one : other);
      pair.writeBytes(left.compareTo(right) < 0 ? other : one);
      return Keccak.hash(pair.toByteArray());
    }
  }
}
