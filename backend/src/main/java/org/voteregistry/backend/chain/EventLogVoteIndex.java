package org.voteregistry.backend.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.voteregistry.backend.chain.VoteRegistryContract.VoteRecorded;

/** Scans the contract's events with eth_getLogs: every node can answer, in many steps. */
final class EventLogVoteIndex implements VoteIndex {
  /** Besu serves 5,000 blocks per eth_getLogs by default. */
  private static final long BLOCKS_PER_REQUEST = 1_000;

  private final VoteRegistryContract contract;

  EventLogVoteIndex(final VoteRegistryContract contract) {
    this.contract = contract;
  }

  @Override
  public RecordedBoard board(
      final ChainNode node, final long electionId, final long fromSerial, final long fromBlock) {
    final long head = Quantity.toLong(node.call("eth_blockNumber"));
    final List<VoteRecorded> votes = new ArrayList<>();
    final List<RecordedBoard.Batch> batches = new ArrayList<>();
    for (long first = fromBlock; first <= head; first += BLOCKS_PER_REQUEST) {
      final long last = Math.min(head, first + BLOCKS_PER_REQUEST - 1);
      for (final EventLog log : contract.electionLogs(node, electionId, first, last)) {
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
    }
    votes.sort(Comparator.comparingLong(VoteRecorded::serial));
    return new RecordedBoard(votes, batches);
  }
}
