package org.voteregistry.backend.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.chain.ChainException.NodeUnreachable;
import org.voteregistry.backend.chain.PluginVoteIndex.IndexBehind;
import org.voteregistry.backend.chain.PluginVoteIndex.IndexContradictsContract;

/** Indexes that a real node does not have unless something is wrong with it. */
class FallbackVoteIndexTest {
  private static final VoteRegistryContract CONTRACT = new VoteRegistryContract();
  private static final String HASH = "0x" + "ab".repeat(32);

  private Map<String, String> results;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PluginVoteIndex plugin = new PluginVoteIndex(CONTRACT);
  private final VoteIndex index =
      new FallbackVoteIndex(plugin, new EventLogVoteIndex(CONTRACT), meters);
  private ScriptedNode scripted;
  private ChainNode node;

  @BeforeEach
  void start() throws Exception {
    scripted = new ScriptedNode();
    node = scripted.node();
    results = scripted.results;
    results.put("eth_blockNumber", "\"0x9\"");
    results.put("eth_getLogs", "[]");
    scripted.contractCounts(2, 1);
    indexHolds(2, 0, 1);
  }

  @AfterEach
  void stop() {
    scripted.close();
  }

  private void indexHolds(final int total, final int... serials) {
    final StringBuilder votes = new StringBuilder();
    for (final int serial : serials) {
      votes
          .append(votes.isEmpty() ? "" : ",")
          .append(
              "{\"electionId\":1,\"serial\":%d,\"voteHash\":\"%s\",\"voterIndex\":%d,\"batchId\":1}"
                  .formatted(serial, HASH, 10 + serial));
    }
    results.put(
        "votes_listVotes",
        """
        {"electionId":1,"total":%d,"indexedBlock":8,"votes":[%s],"batches":[{"electionId":1,
         "batchId":1,"root":"%s","firstSerial":0,"count":2,"blockNumber":7,"transactionHash":"%s"}]}
        """
            .formatted(total, votes, HASH, HASH));
    results.put("eth_getTransactionReceipt", "{\"blockHash\":\"0x77\"}");
  }

  private double reads(final String source) {
    return meters.counter("voteregistry.chain.index.reads", "source", source).count();
  }

  @Test
  void anIndexThatAgreesWithTheContractIsTaken() {
    final RecordedBoard board = index.board(node, 1, 0, 0);
    assertThat(board.votes()).extracting(vote -> vote.voterIndex()).containsExactly(10, 11);
    assertThat(board.batches().getFirst().blockHash()).isEqualTo("0x77");
    assertThat(reads("plugin")).isEqualTo(1);
  }

  @Test
  void anIndexWithMoreVotesThanTheContractIsNotBelieved() {
    scripted.contractCounts(1, 1);
    assertThatThrownBy(() -> plugin.board(node, 1, 0, 0))
        .isInstanceOf(IndexContradictsContract.class)
        .hasMessageContaining("2 votes and 1 batches");
    assertThat(index.board(node, 1, 0, 0).votes()).isEmpty();
    assertThat(reads("contradiction")).isEqualTo(1);
    assertThat(reads("logs")).isEqualTo(1);
  }

  @Test
  void anIndexThatLacksABatchIsNotBelieved() {
    scripted.contractCounts(2, 2);
    assertThatThrownBy(() -> plugin.board(node, 1, 0, 0))
        .isInstanceOf(IndexContradictsContract.class);
  }

  @Test
  void anIndexWithAGapIsNotBelieved() {
    indexHolds(2, 1);
    assertThatThrownBy(() -> plugin.board(node, 1, 0, 0))
        .isInstanceOf(IndexContradictsContract.class)
        .hasMessageContaining("no vote with serial 0");
  }

  @Test
  void anIndexThatIsNotThereYetIsNoContradiction() {
    scripted.contractCounts(3, 2);
    assertThatThrownBy(() -> plugin.board(node, 1, 0, 0))
        .isInstanceOf(IndexBehind.class)
        .hasMessageContaining("2 of the 3 votes");
    assertThat(index.board(node, 1, 0, 0).votes()).isEmpty();
    assertThat(reads("contradiction")).isZero();
    assertThat(reads("logs")).isEqualTo(1);
  }

  @Test
  void anAnswerOfAnotherFormIsNotBelieved() {
    results.put("votes_listVotes", "{\"votes\":[{\"serial\":\"zero\"}]}");
    assertThat(index.board(node, 1, 0, 0).votes()).isEmpty();
    assertThat(reads("contradiction")).isEqualTo(1);
  }

  @Test
  void aNodeWithoutThePluginIsAskedForItsLogs() {
    results.remove("votes_listVotes");
    assertThat(index.board(node, 1, 0, 0).votes()).isEmpty();
    assertThat(reads("logs")).isEqualTo(1);
  }

  @Test
  void aNodeThatIsGoneIsNotAskedAgainInAnotherWay() {
    scripted.close();
    assertThatThrownBy(() -> index.board(node, 1, 0, 0)).isInstanceOf(NodeUnreachable.class);
  }
}
