package org.voteregistry.backend.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voteregistry.backend.chain.ScriptedNode.word;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.chain.ChainException.ChainBehind;
import org.voteregistry.backend.chain.ChainException.NodeRefused;
import org.voteregistry.backend.chain.ChainException.UnexpectedAnswer;
import org.voteregistry.backend.chain.IndexedElection.Hour;
import org.voteregistry.backend.chain.IndexedElection.Source;
import org.voteregistry.backend.chain.PluginVoteIndex.IndexBehind;
import org.voteregistry.backend.chain.PluginVoteIndex.IndexContradictsContract;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoterIndex;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import tools.jackson.databind.JsonNode;

/** Whole elections, as nodes tell of them that a real network does not have. */
class ElectionReadingTest {
  private static final VoteRegistryContract CONTRACT = new VoteRegistryContract();
  private static final String NONE = "0".repeat(64);
  private static final String OTHER = "cd".repeat(32);
  private static final Instant HOUR = Instant.parse("2027-05-01T08:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PluginVoteIndex plugin = new PluginVoteIndex(CONTRACT);
  private final EventLogVoteIndex logs = new EventLogVoteIndex(CONTRACT);
  private final VoteIndex index = new FallbackVoteIndex(plugin, logs, meters);
  private ScriptedNode scripted;
  private ChainNode node;

  /** Two votes in a batch, block 9 of both kinds of reading. */
  @BeforeEach
  void start() throws Exception {
    scripted = new ScriptedNode();
    node = scripted.node();
    head(9, "0x99");
    scripted.contractCounts(2, 1);
    scripted.results.put("eth_getLogs", events(0, 2));
    indexSays(9, 2, 2, 2, "");
  }

  @AfterEach
  void stop() {
    scripted.close();
  }

  private void head(final long block, final String hash) {
    scripted.results.put("eth_blockNumber", "\"0x%x\"".formatted(block));
    scripted.results.put(
        "eth_getBlockByNumber",
        "{\"number\":\"0x%x\",\"hash\":\"%s\",\"timestamp\":\"0x%x\"}"
            .formatted(block, hash, HOUR.getEpochSecond() + 1234));
  }

  private void indexSays(
      final long block, final int total, final int votes, final int turnout, final String more) {
    scripted.results.put(
        "votes_listVotes", "{\"total\":%d,\"indexedBlock\":%d}".formatted(total, block));
    scripted.results.put(
        "votes_getElection",
        "{\"votes\":%d,\"batches\":1,\"boardHash\":\"0x%s\"%s}"
            .formatted(votes, boardHash(2), more));
    scripted.results.put(
        "votes_getTurnout",
        "{\"votes\":%d,\"hours\":[{\"from\":%d,\"votes\":%d}]}"
            .formatted(votes, HOUR.getEpochSecond(), turnout));
  }

  private static VoteHash vote(final long serial) {
    return VoteHash.parse(word(0xab00 + serial));
  }

  private static String boardHash(final int votes) {
    byte[] link = BoardHash.empty();
    for (int serial = 0; serial < votes; serial++) {
      link = BoardHash.next(link, new Serial(serial), new VoterIndex(10 + serial), vote(serial));
    }
    return HexFormat.of().formatHex(link);
  }

  /** Votes from one serial to another, and the batch that holds them. */
  private static String events(final int first, final int end) {
    return IntStream.range(first, end)
            .mapToObj(
                serial ->
                    event(
                        VoteRegistry.VOTERECORDED_EVENT,
                        vote(serial).toString(),
                        word(serial) + word(10 + serial)))
            .collect(Collectors.joining(",", "[", ","))
        + event(VoteRegistry.BATCHRECORDED_EVENT, word(1), OTHER + word(first) + word(end - first))
        + "]";
  }

  private static String event(final Event event, final String topic, final String data) {
    return """
    {"address":"%s","topics":["%s","0x%s","0x%s"],"data":"0x%s","transactionHash":"0x%s",
     "blockNumber":"0x9","blockHash":"0x99"}
    """
        .formatted(CONTRACT.address(), EventEncoder.encode(event), word(1), topic, data, OTHER);
  }

  private double reads(final String source) {
    return meters.counter("voteregistry.chain.index.reads", "source", source).count();
  }

  private List<JsonNode> scans() {
    return scripted.requests.stream()
        .filter(request -> request.path("method").asString().equals("eth_getLogs"))
        .toList();
  }

  @Test
  void indexAndEventsTellTheSame() {
    final IndexedElection election = index.election(node, 1, 0, 9);
    assertThat(election.source()).isEqualTo(Source.PLUGIN);
    assertThat(election.boardHash()).isEqualTo(boardHash(2));
    assertThat(election.turnout()).containsExactly(new Hour(HOUR, 2));
    assertThat(logs.election(node, 1, 0, 9))
        .usingRecursiveComparison()
        .ignoringFields("source")
        .isEqualTo(election);
    assertThat(reads("plugin")).isEqualTo(1);
  }

  @Test
  void anIndexThatCountsOtherwiseIsNotBelieved() {
    indexSays(9, 3, 3, 3, "");
    assertNotBelieved("3 votes and 1 batches; the contract has 2 and 1");
  }

  @Test
  void aTurnoutThatIsNotTheNumberOfVotesIsNotBelieved() {
    indexSays(9, 2, 2, 1, "");
    assertNotBelieved("1 votes in its hours");
  }

  @Test
  void answersOfDifferentMomentsAreNotBelieved() {
    indexSays(9, 1, 2, 2, "");
    assertNotBelieved("1, 2 and 2 votes");
  }

  @Test
  void aClosingThatTheContractDoesNotKnowIsNotBelieved() {
    indexSays(9, 2, 2, 2, closed(boardHash(2)));
    assertNotBelieved("the closing");
  }

  @Test
  void anIndexThatLacksTheClosingIsNotBelieved() {
    scripted.contractSays(2, 1, true, boardHash(2), NONE);
    assertThatThrownBy(() -> plugin.election(node, 1, 0, 9))
        .isInstanceOf(IndexContradictsContract.class)
        .hasMessageContaining("the closing missing; the contract has 2 ballots");
  }

  @Test
  void aClosingWithAnotherHashThanTheContractsIsNotBelieved() {
    indexSays(9, 2, 2, 2, closed(OTHER));
    scripted.contractSays(2, 1, true, boardHash(2), NONE);
    assertThatThrownBy(() -> plugin.election(node, 1, 0, 9))
        .isInstanceOf(IndexContradictsContract.class)
        .hasMessageContaining(OTHER);
    indexSays(9, 2, 2, 2, closed(boardHash(2)));
    assertThat(plugin.election(node, 1, 0, 9).closed().orElseThrow().boardHash())
        .isEqualTo(boardHash(2));
  }

  @Test
  void aResultThatTheContractDoesNotKnowIsNotBelieved() {
    indexSays(
        9,
        2,
        2,
        2,
        ",\"result\":{\"resultHash\":\"0x%s\",\"counts\":[2],\"transactionHash\":\"0x1\",\"blockNumber\":9}"
            .formatted(OTHER));
    assertNotBelieved("the result " + OTHER);
  }

  private static String closed(final String boardHash) {
    return ",\"closed\":{\"ballots\":2,\"boardHash\":\"0x%s\",\"transactionHash\":\"0x1\",\"blockNumber\":9}"
        .formatted(boardHash);
  }

  private void assertNotBelieved(final String reason) {
    assertThatThrownBy(() -> plugin.election(node, 1, 0, 9))
        .isInstanceOf(IndexContradictsContract.class)
        .hasMessageContaining(reason);
    final IndexedElection election = index.election(node, 1, 0, 9);
    assertThat(election.source()).isEqualTo(Source.LOGS);
    assertThat(election.votes()).isEqualTo(2);
    assertThat(reads("contradiction")).isEqualTo(1);
    assertThat(reads("logs")).isEqualTo(1);
  }

  @Test
  void anIndexThatIsBehindWhatWasSeenOrBehindTheHeadIsNotAsked() {
    indexSays(8, 2, 2, 2, "");
    assertThatThrownBy(() -> plugin.election(node, 1, 0, 9)).isInstanceOf(IndexBehind.class);
    assertThat(plugin.election(node, 1, 0, 8).blockNumber()).isEqualTo(8);
    head(14, "0x99");
    assertThatThrownBy(() -> plugin.election(node, 1, 0, 8)).isInstanceOf(IndexBehind.class);
    assertThat(index.election(node, 1, 8, 8).source()).isEqualTo(Source.LOGS);
    assertThat(reads("contradiction")).isZero();
  }

  @Test
  void aNodeThatIsBehindWhatWasSeenGivesNoAnswer() {
    assertThatThrownBy(() -> index.election(node, 1, 0, 10))
        .isInstanceOf(ChainBehind.class)
        .hasMessageContaining("block 10");
  }

  @Test
  void aNodeWithoutThePluginIsAskedForItsLogs() {
    scripted.results.remove("votes_getTurnout");
    assertThatThrownBy(() -> plugin.election(node, 1, 0, 9)).isInstanceOf(NodeRefused.class);
    assertThat(index.election(node, 1, 0, 9).source()).isEqualTo(Source.LOGS);
  }

  @Test
  void eventsThatAreNotWhatTheContractCountedAreNoAnswer() {
    scripted.contractCounts(3, 1);
    assertThatThrownBy(() -> logs.election(node, 1, 0, 9))
        .isInstanceOf(UnexpectedAnswer.class)
        .hasMessageContaining("2 votes and 1 batches; the contract has 3 and 1");
    scripted.results.put("eth_getLogs", events(1, 3));
    assertThatThrownBy(() -> logs.election(node, 1, 0, 9))
        .isInstanceOf(UnexpectedAnswer.class)
        .hasMessageContaining("serial");
  }

  @Test
  void eventsAreReadOnFromWhereTheyWereReadBefore() {
    logs.election(node, 1, 0, 9);
    logs.election(node, 1, 0, 9);
    assertThat(scans()).as("nothing new, nothing read").hasSize(1);
    head(12, "0x99");
    scripted.contractCounts(3, 2);
    scripted.results.put("eth_getLogs", events(2, 3));
    final IndexedElection election = logs.election(node, 1, 0, 9);
    assertThat(election.boardHash()).isEqualTo(boardHash(3));
    assertThat(election.turnout()).containsExactly(new Hour(HOUR, 3));
    assertThat(scans()).hasSize(2);
    assertThat(scans().getLast().at("/params/0/fromBlock").asString()).isEqualTo("0xa");
  }

  @Test
  void eventsOfAnAbandonedBlockAreReadAgain() {
    logs.election(node, 1, 0, 9);
    head(9, "0x98");
    scripted.results.put("eth_getLogs", events(0, 2).replace("0x99", "0x98"));
    assertThat(logs.election(node, 1, 0, 9).votes()).isEqualTo(2);
    assertThat(scans()).hasSize(2);
    assertThat(scans().getLast().at("/params/0/fromBlock").asString()).isEqualTo("0x0");
  }
}
