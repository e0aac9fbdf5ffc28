package org.voteregistry.besu.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteMerkleTree;
import org.voteregistry.proofs.VoterIndex;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * The plugin on three real validators. By default small; {@code -Dfull=true} records 20,000 votes,
 * compares each on each node, and kills a node 50 times ({@code -Dkills=N} for another number).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VotesPluginIT {
  private static final boolean FULL = Boolean.getBoolean("full");
  private static final int KILLS = Integer.getInteger("kills", FULL ? 50 : 2);
  private static final int VOTES = FULL ? 20_000 : 2_500;
  private static final int[] SIZES = {1, 2, 3, 200, 50, 500, 7, 1000, 13, 128};

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path folder;

  private static VotesNetwork network;
  private static Registry registry;
  private static long election;
  private static long recorded;

  @BeforeAll
  static void start() throws Exception {
    VotesNetwork.assumeBesu();
    network = VotesNetwork.start(folder);
    registry = new Registry(network.url(0), network.chain().adminPrivateKey());
    registry.grantRoles();
    election = registry.createElection(100_000);
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
    if (network != null) {
      network.close();
    }
  }

  private static void record(final long votes) throws Exception {
    registry.await(send(votes));
  }

  /** Sends that many votes in batches of mixed size; the last transaction, which may wait. */
  private static String send(final long votes) throws Exception {
    final long end = recorded + votes;
    String last = null;
    for (int i = 0; recorded < end; i++) {
      final int size = (int) Math.min(SIZES[i % SIZES.length], end - recorded);
      last = registry.recordBatch(election, recorded, size);
      recorded += size;
    }
    return last;
  }

  @Test
  @Order(1)
  void theIndexOfEveryNodeEqualsTheChain() throws Exception {
    record(VOTES);
    final Set<String> digests = new HashSet<>();
    for (int node = 0; node < 3; node++) {
      digests.add(network.awaitIndex(node, recorded).get("digest").asString());
      compare(node, FULL || node == 0 ? 1 : 25);
    }
    assertThat(digests).hasSize(1);
  }

  /** Compares all of a node's index with what logs and contract say there. */
  private static void compare(final int node, final int proofStep) throws Exception {
    final NodeRpc rpc = network.node(node);
    final List<JsonNode> logs = logs(rpc, VoteRegistry.VOTERECORDED_EVENT);
    final List<JsonNode> votes = allVotes(rpc);
    assertThat(logs).hasSize((int) recorded);
    assertThat(votes).hasSize((int) recorded);
    byte[] board = BoardHash.empty();
    for (int i = 0; i < votes.size(); i++) {
      final JsonNode vote = votes.get(i);
      final JsonNode log = logs.get(i);
      final VoteHash hash = VoteHash.parse(log.get("topics").get(2).asString());
      final long voter = word(log, 1).longValueExact();
      assertThat(word(log, 0).longValueExact()).isEqualTo(i);
      assertThat(vote.get("serial").longValue()).isEqualTo(i);
      assertThat(vote.get("voterIndex").longValue()).isEqualTo(voter).isEqualTo(Registry.voter(i));
      assertThat(vote.get("voteHash").asString()).isEqualTo("0x" + hash);
      assertThat(hash).isEqualTo(Registry.ballot(election, i));
      board = BoardHash.next(board, new Serial(i), new VoterIndex((int) voter), hash);
    }
    compareElection(rpc, board);
    compareBatches(rpc, votes);
    compareProofs(rpc, votes, proofStep);
  }

  private static BigInteger word(final JsonNode log, final int index) {
    final String data = log.get("data").asString();
    return new BigInteger(data.substring(2 + 64 * index, 66 + 64 * index), 16);
  }

  private static List<JsonNode> logs(final NodeRpc rpc, final Event event) throws Exception {
    final JsonNode logs =
        rpc.call(
            "eth_getLogs",
            Map.of(
                "address",
                Registry.ADDRESS,
                "fromBlock",
                "0x0",
                "toBlock",
                "latest",
                "topics",
                List.of(EventEncoder.encode(event), topic(election))));
    return logs.valueStream().toList();
  }

  private static String topic(final long number) {
    return Numeric.toHexStringWithPrefixZeroPadded(BigInteger.valueOf(number), 64);
  }

  private static List<JsonNode> allVotes(final NodeRpc rpc) throws Exception {
    final List<JsonNode> votes = new ArrayList<>();
    JsonNode page;
    long next = 0;
    do {
      page = rpc.call("votes_listVotes", election, next, 1000);
      page.get("votes").forEach(votes::add);
      next += page.get("votes").size();
    } while (page.has("nextSerial") && page.get("nextSerial").longValue() == next);
    return votes;
  }

  private static void compareElection(final NodeRpc rpc, final byte[] board) throws Exception {
    final JsonNode indexed = rpc.call("votes_getElection", election);
    final VoteRegistry.Election onChain =
        registry.contract().election(BigInteger.valueOf(election)).send();
    assertThat(indexed.get("manifestHash").asString())
        .isEqualTo(Numeric.toHexString(onChain.manifestHash));
    assertThat(indexed.get("rollHash").asString()).isEqualTo(Numeric.toHexString(onChain.rollHash));
    assertThat(indexed.get("rollSize").longValue()).isEqualTo(onChain.rollSize.longValueExact());
    assertThat(indexed.get("opensAt").longValue()).isEqualTo(onChain.opensAt.longValueExact());
    assertThat(indexed.get("closesAt").longValue()).isEqualTo(onChain.closesAt.longValueExact());
    assertThat(indexed.get("recordingEndsAt").longValue())
        .isEqualTo(onChain.recordingEndsAt.longValueExact());
    assertThat(indexed.get("votes").longValue())
        .isEqualTo(onChain.recorded.longValueExact())
        .isEqualTo(recorded);
    assertThat(indexed.get("batches").longValue()).isEqualTo(onChain.batches.longValueExact());
    assertThat(indexed.get("boardHash").asString()).isEqualTo(Numeric.toHexString(board));
    final JsonNode turnout = rpc.call("votes_getTurnout", election);
    assertThat(turnout.get("hours").valueStream().mapToLong(h -> h.get("votes").longValue()).sum())
        .isEqualTo(recorded);
  }

  private static void compareBatches(final NodeRpc rpc, final List<JsonNode> votes)
      throws Exception {
    final List<JsonNode> logs = logs(rpc, VoteRegistry.BATCHRECORDED_EVENT);
    long serial = 0;
    for (int i = 0; i < logs.size(); i++) {
      final JsonNode log = logs.get(i);
      final JsonNode batch = rpc.call("votes_getBatch", election, i + 1);
      assertThat(topic(batch.get("batchId").longValue()))
          .isEqualTo(log.get("topics").get(2).asString());
      assertThat(batch.get("root").asString())
          .isEqualTo(log.get("data").asString().substring(0, 66));
      assertThat(batch.get("firstSerial").longValue())
          .isEqualTo(word(log, 1).longValueExact())
          .isEqualTo(serial);
      assertThat(batch.get("count").longValue()).isEqualTo(word(log, 2).longValueExact());
      assertThat(batch.get("transactionHash").asString())
          .isEqualTo(log.get("transactionHash").asString());
      assertThat(batch.get("blockNumber").longValue())
          .isEqualTo(Numeric.decodeQuantity(log.get("blockNumber").asString()).longValueExact());
      for (final JsonNode vote : batch.get("votes")) {
        assertThat(vote).isEqualTo(votes.get((int) serial++));
      }
      final VoteRegistry.Batch onChain =
          registry.contract().batch(BigInteger.valueOf(election), BigInteger.valueOf(i + 1)).send();
      assertThat(batch.get("root").asString()).isEqualTo(Numeric.toHexString(onChain.root));
      assertThat(batch.get("timestamp").longValue()).isEqualTo(onChain.recordedAt.longValueExact());
    }
    assertThat(serial).isEqualTo(recorded);
  }

  private static void compareProofs(final NodeRpc rpc, final List<JsonNode> votes, final int step)
      throws Exception {
    final List<NodeRpc.Call> calls = new ArrayList<>();
    for (int i = 0; i < votes.size(); i += step) {
      final String hash = votes.get(i).get("voteHash").asString();
      calls.add(
          NodeRpc.Call.of(
              "votes_getProof", i % 2 == 0 ? hash : VoteHash.parse(hash).reference().text()));
    }
    final Map<Long, String> roots = new HashMap<>();
    int checkedByContract = 0;
    for (final JsonNode proof : rpc.callAll(calls)) {
      final long batchId = proof.get("batchId").longValue();
      if (!roots.containsKey(batchId)) {
        roots.put(batchId, Numeric.toHexString(batchOnChain(batchId).root));
      }
      final String root = roots.get(batchId);
      final long serial = proof.get("serial").longValue();
      final long voter = proof.get("voterIndex").longValue();
      final VoteHash hash = VoteHash.parse(proof.get("voteHash").asString());
      final List<byte[]> path =
          proof
              .get("proof")
              .valueStream()
              .map(s -> Numeric.hexStringToByteArray(s.asString()))
              .toList();
      final byte[] leaf =
          VoteMerkleTree.leaf(election, new Serial(serial), new VoterIndex((int) voter), hash);
      assertThat(proof.get("leaf").asString()).isEqualTo(Numeric.toHexString(leaf));
      assertThat(proof.get("root").asString()).isEqualTo(root);
      assertThat(VoteMerkleTree.verify(leaf, path, Numeric.hexStringToByteArray(root)))
          .as("proof of serial %d", serial)
          .isTrue();
      if (checkedByContract++ < 20) {
        assertThat(
                registry
                    .contract()
                    .verifyVote(
                        BigInteger.valueOf(election),
                        BigInteger.valueOf(batchId),
                        BigInteger.valueOf(serial),
                        BigInteger.valueOf(voter),
                        hash.toBytes(),
                        path)
                    .send())
            .isTrue();
      }
    }
  }

  private static VoteRegistry.Batch batchOnChain(final long id) throws Exception {
    return registry.contract().batch(BigInteger.valueOf(election), BigInteger.valueOf(id)).send();
  }

  @Test
  @Order(2)
  void saysWhatIsWrongWithItsOwnCodes() {
    final NodeRpc rpc = network.node(1);
    assertCode(-32602, () -> rpc.call("votes_getElection", "one"));
    assertCode(-39001, () -> rpc.call("votes_getElection", 99));
    assertCode(-39002, () -> rpc.call("votes_getVote", "0x" + "00".repeat(32)));
    assertCode(-39003, () -> rpc.call("votes_getBatch", election, 0));
  }

  private static void assertCode(final int code, final ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            NodeRpc.RpcError.class, e -> assertThat(e.code()).as("%s", e).isEqualTo(code));
  }

  @Test
  @Order(3)
  void followsAChainThatIsSetBackAndForth() throws Exception {
    final NodeRpc rpc = network.node(2);
    record(300);
    record(40);
    network.awaitIndex(2, recorded);
    // Without the others there is no quorum: no block comes between the steps.
    network.chain().stop(0);
    network.chain().stop(1);
    Thread.sleep(1500);
    final JsonNode before = network.awaitIndex(2, recorded);
    final long head = before.get("indexedBlock").longValue();
    // Besu leaves its chain as it is where the target has the head's state, as empty blocks have.
    final JsonNode earlier = rpc.call("votes_listVotes", election, recorded - 41, 1);
    final long target = earlier.get("batches").get(0).get("blockNumber").longValue();

    rpc.call("debug_setHead", "0x" + Long.toHexString(target), true);
    final JsonNode back = awaitIndexedBlock(rpc, target);
    assertThat(back.get("votes").longValue()).isEqualTo(recorded - 40);
    assertThat(back.get("undoneBlocks").longValue()).isEqualTo(head - target);
    assertThat(back.get("errors").longValue()).isZero();

    rpc.call("debug_setHead", before.get("indexedHash").asString(), true);
    final JsonNode forth = awaitIndexedBlock(rpc, head);
    assertThat(forth.get("digest")).isEqualTo(before.get("digest"));
    assertThat(forth.get("indexedHash")).isEqualTo(before.get("indexedHash"));

    network.chain().start(0);
    network.chain().start(1);
    network.awaitIndex(0, recorded);
    network.chain().awaitBlocks(Duration.ofMinutes(2));
    record(60);
    final JsonNode after = network.awaitIndex(2, recorded);
    assertThat(after.get("digest")).isEqualTo(network.awaitIndex(0, recorded).get("digest"));
  }

  private static JsonNode awaitIndexedBlock(final NodeRpc rpc, final long number) throws Exception {
    final long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    JsonNode status = rpc.call("votes_status");
    while (status.get("indexedBlock").longValue() != number) {
      assertThat(System.nanoTime()).as("%s", status).isLessThan(deadline);
      Thread.sleep(50);
      status = rpc.call("votes_status");
    }
    return status;
  }

  @Test
  @Order(4)
  void losesNothingWhenItsNodeIsKilledWhileItIndexes() throws Exception {
    final Random random = new Random(4);
    for (int kill = 0; kill < KILLS; kill++) {
      final String last = send(100 + random.nextInt(400));
      Thread.sleep(random.nextInt(2000));
      network.chain().kill(2);
      registry.await(last);
      record(50 + random.nextInt(100));
      network.chain().start(2);
      if (kill % 3 == 1) {
        // The next kill may come while it still catches up.
        network.awaitAnswer(2);
        Thread.sleep(random.nextInt(2000));
      } else {
        assertThat(network.awaitIndex(2, recorded).get("digest"))
            .as("after kill %d", kill)
            .isEqualTo(network.awaitIndex(0, recorded).get("digest"))
            .isEqualTo(network.awaitIndex(1, recorded).get("digest"));
      }
    }
    final JsonNode killed = network.awaitIndex(2, recorded);
    assertThat(killed.get("rebuilds").longValue()).isZero();
    assertThat(killed.get("digest")).isEqualTo(network.awaitIndex(0, recorded).get("digest"));
    compare(2, 25);
  }

  @Test
  @Order(5)
  void rebuildsAnIndexThatWasDeleted() throws Exception {
    network.chain().stop(2);
    final Path index = network.indexFolder(2);
    try (Stream<Path> files = Files.list(index)) {
      for (final Path file : files.toList()) {
        Files.delete(file);
      }
    }
    network.chain().start(2);
    final JsonNode rebuilt = network.awaitIndex(2, recorded);
    assertThat(rebuilt.get("digest")).isEqualTo(network.awaitIndex(0, recorded).get("digest"));
    compare(2, 25);
  }

  @Test
  @Order(6)
  void tellsHowAnElectionEnded() throws Exception {
    network.awaitIndex(0, recorded);
    final JsonNode open = network.node(0).call("votes_getElection", election);
    registry.closeElection(
        election, recorded, Numeric.hexStringToByteArray(open.get("boardHash").asString()));
    registry.publishResult(election, List.of(BigInteger.valueOf(recorded), BigInteger.ZERO));
    for (int node = 0; node < 3; node++) {
      network.awaitIndex(node, recorded);
      final JsonNode published = network.node(node).call("votes_getElection", election);
      assertThat(published.get("state").asString()).isEqualTo("published");
      assertThat(published.get("closed").get("matchesIndex").booleanValue()).isTrue();
      assertThat(published.get("result").get("counts").get(0).longValue()).isEqualTo(recorded);
    }
  }

  @Test
  @Order(7)
  void aSlowOrBrokenIndexOrNoneMakesNoDifferenceToTheChain() throws Exception {
    final long before = recorded;
    election = registry.createElection(1_000_000);
    recorded = 0;
    final Map<String, BlockRhythm> rhythms = new LinkedHashMap<>();
    for (final String fault : List.of("none", "slow:3000", "fail")) {
      final long errors = network.node(0).call("votes_status").get("errors").longValue();
      network.fault(fault);
      rhythms.put("fault " + fault, rhythmUnderLoad());
      final JsonNode status = network.node(0).call("votes_status");
      switch (fault) {
        case "none" -> network.awaitIndex(0, before + recorded);
        case "fail" -> assertThat(status.get("errors").longValue()).isGreaterThan(errors);
        default -> assertThat(status.get("lag").longValue()).isGreaterThan(1);
      }
    }
    network.fault("none");
    final Set<String> digests = new HashSet<>();
    for (int node = 0; node < 3; node++) {
      digests.add(network.awaitIndex(node, before + recorded).get("digest").asString());
    }
    assertThat(digests).hasSize(1);

    network = network.startAgainWithoutPlugin();
    network.chain().awaitBlocks(Duration.ofMinutes(2));
    assertThatThrownBy(() -> network.node(0).call("votes_status"))
        .isInstanceOf(NodeRpc.RpcError.class);
    final BlockRhythm without = rhythmUnderLoad();
    System.out.printf("no plugin: %s%n", without);
    for (final Map.Entry<String, BlockRhythm> with : rhythms.entrySet()) {
      System.out.printf("%s: %s%n", with.getKey(), with.getValue());
      // Wide, because a busy machine slows blocks by itself; an index in the way takes seconds.
      assertThat(with.getValue().averageSeconds())
          .as(with.getKey())
          .isLessThan(1.5 * without.averageSeconds() + 0.25);
      assertThat(with.getValue().roundChanges())
          .as(with.getKey())
          .isLessThanOrEqualTo(without.roundChanges() + 3);
    }
  }

  private static BlockRhythm rhythmUnderLoad() throws Exception {
    final NodeRpc rpc = network.node(0);
    final long first = BlockRhythm.head(rpc);
    final long end = System.nanoTime() + Duration.ofSeconds(FULL ? 60 : 8).toNanos();
    String last = null;
    while (System.nanoTime() < end) {
      last = registry.recordBatch(election, recorded, 200);
      recorded += 200;
      Thread.sleep(FULL ? 100 : 250);
    }
    registry.await(last);
    return BlockRhythm.of(rpc, first, BlockRhythm.head(rpc));
  }
}
