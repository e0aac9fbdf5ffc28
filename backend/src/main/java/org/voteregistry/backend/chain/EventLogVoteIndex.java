package org.voteregistry.backend.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.voteregistry.backend.chain.ChainException.ChainBehind;
import org.voteregistry.backend.chain.ChainException.UnexpectedAnswer;
import org.voteregistry.backend.chain.VoteRegistryContract.VoteRecorded;
import tools.jackson.databind.JsonNode;

/** Scans the contract's events with eth_getLogs: every node can answer, in many steps. */
final class EventLogVoteIndex implements VoteIndex {
  /** Besu serves 5,000 blocks per eth_getLogs by default. */
  private static final long MOST_BLOCKS = 1_000;

  /** Full blocks hold thousands of events each, so a scan feels its way. */
  private static final long FIRST_BLOCKS = 10;

  private static final int FEW_EVENTS = 2_000;
  private static final int MANY_EVENTS = 10_000;

  private static final String BLOCK = "eth_getBlockByNumber";

  private final VoteRegistryContract contract;

  /**
   * How far each election's events were read; a few hundred bytes for an election and each hour.
   */
  private final Map<Long, Progress> read = new ConcurrentHashMap<>();

  EventLogVoteIndex(final VoteRegistryContract contract) {
    this.contract = contract;
  }

  @Override
  public RecordedBoard board(
      final ChainNode node, final long electionId, final long fromSerial, final long fromBlock) {
    final long head = Quantity.toLong(node.call("eth_blockNumber"));
    final List<VoteRecorded> votes = new ArrayList<>();
    final List<RecordedBoard.Batch> batches = new ArrayList<>();
    scan(
        node,
        electionId,
        fromBlock,
        head,
        logs -> {
          for (final EventLog log : logs) {
            contract
                .voteRecorded(log)
                .filter(vote -> vote.serial() >= fromSerial)
                .ifPresent(votes::add);
            contract
                .batchRecorded(log)
                .filter(batch -> batch.firstSerial() >= fromSerial)
                .ifPresent(
                    batch ->
                        batches.add(
                            new RecordedBoard.Batch(
                                batch, log.transactionHash(), log.blockNumber(), log.blockHash())));
          }
        });
    votes.sort(Comparator.comparingLong(VoteRecorded::serial));
    return new RecordedBoard(votes, batches);
  }

  private void scan(
      final ChainNode node,
      final long electionId,
      final long fromBlock,
      final long toBlock,
      final Consumer<List<EventLog>> reader) {
    long blocks = FIRST_BLOCKS;
    for (long first = fromBlock; first <= toBlock; ) {
      final long last = Math.min(toBlock, first + blocks - 1);
      final List<EventLog> logs = contract.electionLogs(node, electionId, first, last);
      reader.accept(logs);
      first = last + 1;
      if (logs.size() < FEW_EVENTS) {
        blocks = Math.min(MOST_BLOCKS, 2 * blocks);
      } else if (logs.size() > MANY_EVENTS) {
        blocks = Math.max(1, blocks / 2);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Goes on where the last reading of the election ended, as long as the chain still has that
   * block.
   */
  @Override
  public IndexedElection election(
      final ChainNode node, final long electionId, final long fromBlock, final long seenBlock) {
    final JsonNode head = node.call(BLOCK, "latest", false);
    final long block = Quantity.toLong(head.path("number"));
    if (block < seenBlock) {
      throw new ChainBehind(
          "validator %s stands at block %d, but election %d was recorded up to block %d before"
              .formatted(node.name(), block, electionId, seenBlock));
    }
    final ContractCounters counters = contract.counters(node, electionId, block);
    final Optional<Progress> before =
        Optional.ofNullable(read.get(electionId)).filter(known -> isOn(node, known, block));
    final ElectionEvents events =
        before.map(known -> known.events().copy()).orElseGet(() -> new ElectionEvents(electionId));
    if (before.isEmpty() || counters.contradiction(events.asOf(node, block)).isPresent()) {
      scan(
          node,
          electionId,
          before.map(known -> known.block() + 1).orElse(fromBlock),
          block,
          logs -> take(node, logs, events));
    }
    final IndexedElection election = events.asOf(node, block);
    final Optional<String> contradiction = counters.contradiction(election);
    if (contradiction.isPresent()) {
      read.remove(electionId);
      throw new UnexpectedAnswer(
          "the event logs of validator %s hold, of election %d at block %d, %s"
              .formatted(node.name(), electionId, block, contradiction.get()));
    }
    read.put(electionId, new Progress(block, head.path("hash").asString(""), events));
    return election;
  }

  private static boolean isOn(final ChainNode node, final Progress known, final long head) {
    return known.block() <= head
        && node.call(BLOCK, Quantity.of(known.block()), false)
            .path("hash")
            .asString("")
            .equals(known.blockHash());
  }

  private void take(final ChainNode node, final List<EventLog> logs, final ElectionEvents events) {
    final List<EventLog> votes = logs.stream().filter(contract::isVoteRecorded).toList();
    final Map<String, Instant> times = blockTimes(node, votes);
    votes.stream()
        .flatMap(
            log ->
                contract.voteRecorded(log).stream()
                    .map(vote -> new Timed(vote, times.get(log.blockHash()))))
        .sorted(Comparator.comparingLong(timed -> timed.vote().serial()))
        .forEach(timed -> events.vote(timed.vote(), timed.recordedAt()));
    logs.forEach(log -> events.other(contract, log));
  }

  /** Times of the blocks that hold these events, by block hash. */
  private static Map<String, Instant> blockTimes(final ChainNode node, final List<EventLog> logs) {
    final List<EventLog> blocks =
        new ArrayList<>(
            logs.stream()
                .collect(
                    java.util.stream.Collectors.toMap(
                        EventLog::blockHash, log -> log, (first, second) -> first))
                .values());
    final List<JsonNode> headers =
        node.results(
            blocks.stream()
                .map(log -> RpcRequest.of(BLOCK, Quantity.of(log.blockNumber()), false))
                .toList());
    final Map<String, Instant> times = new HashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      final EventLog log = blocks.get(i);
      if (!headers.get(i).path("hash").asString("").equals(log.blockHash())) {
        throw new UnexpectedAnswer(
            "block %d of validator %s changed while its events were read"
                .formatted(log.blockNumber(), node.name()));
      }
      times.put(
          log.blockHash(),
          Instant.ofEpochSecond(Quantity.toLong(headers.get(i).path("timestamp"))));
    }
    return times;
  }

  private record Timed(VoteRecorded vote, Instant recordedAt) {}

  /** Events up to a block; nobody changes them any more. */
  private record Progress(long block, String blockHash, ElectionEvents events) {}
}
