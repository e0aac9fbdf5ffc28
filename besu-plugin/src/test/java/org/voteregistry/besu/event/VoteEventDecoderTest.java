package org.voteregistry.besu.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.voteregistry.besu.chain.ContractLog;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.chain.TestLogs;
import org.voteregistry.contracts.VoteRegistry;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Event;

class VoteEventDecoderTest {
  private final VoteEventDecoder decoder = new VoteEventDecoder();

  @Test
  void declaresTheEventsAsTheCompiledContractDoes() throws Exception {
    for (final EventDeclaration declared : VoteEventDecoder.DECLARATIONS) {
      final Event compiled = compiledEvents().get(declared.name());
      assertThat(declared.topic()).hasToString(EventEncoder.encode(compiled));
      final List<Boolean> indexed =
          compiled.getParameters().stream().map(TypeReference::isIndexed).toList();
      assertThat(declared.fields().stream().map(EventDeclaration.Field::indexed).toList())
          .isEqualTo(indexed);
    }
  }

  private static Map<String, Event> compiledEvents() throws IllegalAccessException {
    final Map<String, Event> events = new TreeMap<>();
    for (final Field field : VoteRegistry.class.getFields()) {
      if (field.getType() == Event.class) {
        final Event event = (Event) field.get(null);
        events.put(event.getName(), event);
      }
    }
    return events;
  }

  @Test
  void readsEveryFieldOfEveryEvent() {
    final List<VoteEvent> events =
        decode(
            TestLogs.electionCreated(7, 900),
            TestLogs.voteRecorded(7, TestLogs.voteHash("a"), 3, 0xffff_ffffL),
            TestLogs.batchRecorded(7, 2, TestLogs.hash("r"), 3, 1),
            TestLogs.electionClosed(7, 4, TestLogs.hash("board")),
            TestLogs.resultPublished(7, 1, 0, 3));

    assertThat(events)
        .containsExactly(
            new VoteEvent.ElectionCreated(
                7, TestLogs.hash("manifest7"), TestLogs.hash("roll7"), 900, 1_000, 2_000, 3_000),
            new VoteEvent.VoteRecorded(7, TestLogs.voteHash("a"), 3, 0xffff_ffffL),
            new VoteEvent.BatchRecorded(7, 2, TestLogs.hash("r"), 3, 1),
            new VoteEvent.ElectionClosed(7, 4, TestLogs.hash("board")),
            new VoteEvent.ResultPublished(7, TestLogs.hash("result7"), List.of(1L, 0L, 3L)));
  }

  @Test
  void passesOverWhatIsNoEventOfVotes() {
    assertThat(
            decode(
                TestLogs.log("Paused(address)", List.of(), TestLogs.number(1)),
                new ContractLog(Hash32.ZERO, List.of(), new ContractLog.LogData(new byte[0]))))
        .isEmpty();
  }

  @Test
  void refusesALogThatLacksAField() {
    assertThatThrownBy(
            () ->
                decode(
                    TestLogs.log(
                        "VoteRecorded(uint256,bytes32,uint256,uint256)",
                        List.of(TestLogs.number(1), TestLogs.hash("a")),
                        TestLogs.number(1))))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("VoteRecorded has 3 topics and 2 words");
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatThrownBy(() -> decode(TestLogs.voteRecorded(1, TestLogs.voteHash("a"), 0, 1L << 32)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("voterIndex");
    assertThatThrownBy(
            () ->
                decode(
                    TestLogs.log(
                        "ElectionClosed(uint256,uint256,bytes32)",
                        List.of(TestLogs.number(1)),
                        TestLogs.hash("large"),
                        Hash32.ZERO)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("ballots");
  }

  @Test
  void refusesAnArrayThatPointsOutsideTheData() {
    final String signature = "ResultPublished(uint256,bytes32,uint256[])";
    final List<Hash32> election = List.of(TestLogs.number(1));
    final Hash32 hash = TestLogs.hash("r");
    assertThatThrownBy(() -> decode(TestLogs.log(signature, election, hash, TestLogs.number(96))))
        .isInstanceOf(EventFormatException.class);
    assertThatThrownBy(
            () ->
                decode(
                    TestLogs.log(
                        signature, election, hash, TestLogs.number(64), TestLogs.number(1))))
        .isInstanceOf(EventFormatException.class);
  }

  private List<VoteEvent> decode(final ContractLog... logs) {
    return decoder.decode(List.of(logs)).stream().map(LocatedEvent::event).toList();
  }
}
