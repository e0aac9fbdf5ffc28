package org.voteregistry.backend.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.chain.ChainException.NoHealthyValidator;
import org.voteregistry.backend.chain.ChainException.NodeRefused;
import org.voteregistry.backend.chain.ChainException.WrongChain;

class ValidatorPoolTest {
  private final List<StubNode> nodes = new ArrayList<>();
  private final List<String> failovers = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(StubNode::stop);
  }

  @Test
  void staysWithOneValidatorAsLongAsItAnswers() throws Exception {
    final ValidatorPool pool = pool(node(100), node(100));
    assertThat(pool.ask(ChainNode::uri)).isEqualTo(nodes.get(0).uri());
    assertThat(pool.ask(ChainNode::uri)).isEqualTo(nodes.get(0).uri());
    assertThat(failovers).isEmpty();
  }

  @Test
  void asksTheNextOneWhenAValidatorIsGone() throws Exception {
    final ValidatorPool pool = pool(node(100), node(100));
    pool.refresh();
    nodes.get(0).stop();
    final long block = pool.ask(node -> Quantity.toLong(node.call("eth_blockNumber")));
    assertThat(block).isEqualTo(100);
    assertThat(failovers).hasSize(1);
    assertThat(pool.statuses()).extracting(ValidatorStatus::healthy).containsExactly(false, true);
  }

  @Test
  void doesNotAskAValidatorThatIsBehindOrSyncing() throws Exception {
    final StubNode behind = node(90);
    final StubNode syncing = node(100);
    syncing.syncing = true;
    final ValidatorPool pool = pool(behind, syncing, node(100));
    assertThat(pool.ask(ChainNode::uri)).isEqualTo(nodes.get(2).uri());
    assertThat(pool.statuses())
        .extracting(ValidatorStatus::problem)
        .containsExactly("is 10 blocks behind", "is still syncing", null);
  }

  @Test
  void saysOfEachValidatorWhyNoneIsHealthy() throws Exception {
    final StubNode gone = node(1);
    final ValidatorPool pool = pool(gone);
    gone.stop();
    assertThatThrownBy(() -> pool.ask(ChainNode::uri))
        .isInstanceOfSatisfying(
            NoHealthyValidator.class, e -> assertThat(e.policy()).isEqualTo(ErrorPolicy.WAIT))
        .hasMessageContaining("does not answer");
  }

  @Test
  void refusesAnotherChain() throws Exception {
    final ValidatorPool pool = pool(node(1));
    pool.require(new ChainIdentity(1337, "0xother"));
    assertThatThrownBy(() -> pool.ask(ChainNode::uri))
        .isInstanceOfSatisfying(
            WrongChain.class, e -> assertThat(e.policy()).isEqualTo(ErrorPolicy.ALERT))
        .hasMessageContaining("genesis 0xother");
  }

  @Test
  void anErrorOfTheNodeIsAnAnswerAndNoReasonToLeaveIt() throws Exception {
    final ValidatorPool pool = pool(node(1), node(1));
    assertThatThrownBy(() -> pool.ask(node -> node.call("no_suchMethod")))
        .isInstanceOf(NodeRefused.class)
        .hasMessageContaining("Method not found");
    assertThat(failovers).isEmpty();
  }

  @Test
  void answersOfABatchComeInTheOrderOfRequests() throws Exception {
    final ValidatorPool pool = pool(node(7));
    nodes.getFirst().reversed = true;
    final List<RpcAnswer> answers =
        pool.ask(
            node ->
                node.batch(
                    List.of(RpcRequest.of("eth_chainId"), RpcRequest.of("eth_blockNumber"))));
    assertThat(answers)
        .extracting(answer -> Quantity.toLong(((RpcAnswer.Result) answer).value()))
        .containsExactly(1337L, 7L);
  }

  private ValidatorPool pool(final StubNode... stubs) {
    return new ValidatorPool(
        List.of(stubs).stream().map(StubNode::uri).toList(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        3,
        new ChainObserver() {
          @Override
          public void failedOver(final String fromNode, final String toNode) {
            failovers.add(fromNode + " " + toNode);
          }
        });
  }

  private StubNode node(final long block) throws IOException {
    final StubNode node = new StubNode(block);
    nodes.add(node);
    return node;
  }
}
