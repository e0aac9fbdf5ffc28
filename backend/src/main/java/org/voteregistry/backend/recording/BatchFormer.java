package org.voteregistry.backend.recording;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.ChainAccount;
import org.voteregistry.backend.chain.ChainAccounts;
import org.voteregistry.backend.chain.SignedTransaction;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.recording.Boards.BoardEntry;
import org.voteregistry.backend.recording.Boards.ReadyBoard;

/**
 * Cuts boards into batches and signs each one once. Votes, nonce and signed bytes become durable in
 * one transaction; only then may anything be sent.
 */
@Component
class BatchFormer {
  private final RecorderLease lease;
  private final Boards boards;
  private final Batches batches;
  private final TransactionOutbox outbox;
  private final VoteRegistryContract contract;
  private final ChainAccount recorder;
  private final RecordingProperties properties;
  private final RecordingObservers observers;

  BatchFormer(
      final RecorderLease lease,
      final Boards boards,
      final Batches batches,
      final TransactionOutbox outbox,
      final VoteRegistryContract contract,
      final ChainAccounts accounts,
      final RecordingProperties properties,
      final RecordingObservers observers) {
    this.lease = lease;
    this.boards = boards;
    this.batches = batches;
    this.outbox = outbox;
    this.contract = contract;
    this.recorder = accounts.recorder();
    this.properties = properties;
    this.observers = observers;
  }

  /**
   * Forms at most {@code slots} batches, the boards in turn.
   *
   * @param chainNonce the account's next nonce as the chain has it
   * @return how many were formed
   */
  int form(final Term term, final SigningTerms signing, final long chainNonce, final int slots) {
    if (slots <= 0 || boards.ready().isEmpty()) {
      return 0;
    }
    final List<Purpose> formed = lease.inTerm(term, () -> formHeld(signing, chainNonce, slots));
    formed.forEach(purpose -> observers.all().storedBeforeSending(purpose.text()));
    return formed.size();
  }

  private List<Purpose> formHeld(
      final SigningTerms signing, final long chainNonce, final int slots) {
    final int size = Math.min(properties.batchSize(), signing.largestBatch());
    final List<Purpose> formed = new ArrayList<>();
    long nonce = Math.max(chainNonce, outbox.nextNonce(recorder.address()));
    final Map<String, ReadyBoard> open =
        boards.ready().stream()
            .collect(
                Collectors.toMap(
                    ReadyBoard::electionUuid, board -> board, (a, b) -> a, TreeMap::new));
    final Map<String, Long> ends = new TreeMap<>();
    boolean progress = true;
    while (progress && formed.size() < slots) {
      progress = false;
      for (final ReadyBoard board : open.values()) {
        final long first = ends.getOrDefault(board.electionUuid(), board.batched());
        final int count = countFor(board, first, size);
        if (count > 0 && formed.size() < slots) {
          formed.add(form(signing, board, first, count, nonce));
          nonce++;
          ends.put(board.electionUuid(), first + count);
          progress = true;
        }
      }
    }
    ends.forEach(boards::batched);
    return formed;
  }

  /** A full batch where there are enough votes; what is left only once it is old enough. */
  private int countFor(final ReadyBoard board, final long first, final int size) {
    final long available = board.sequenced() - first;
    if (available >= size) {
      return size;
    }
    // The age is that of the board's first vote, so it says nothing about votes after a full batch.
    final boolean old =
        first == board.batched() && board.age().compareTo(properties.batchAge()) >= 0;
    return old ? (int) available : 0;
  }

  private Purpose form(
      final SigningTerms signing,
      final ReadyBoard board,
      final long first,
      final int count,
      final long nonce) {
    final String election = board.electionUuid();
    final List<BoardEntry> votes = boards.range(election, first, count);
    for (int i = 0; i < count; i++) {
      if (i >= votes.size() || votes.get(i).serial() != first + i) {
        throw new IllegalStateException(
            "the board of election %s has no vote with serial %d".formatted(election, first + i));
      }
    }
    observers.all().beforeSigning(election, first, count);
    final SignedTransaction signed =
        recorder.sign(
            signing.chainId(),
            nonce,
            signing.gasPrice(),
            GasLimit.ofBatch(votes),
            contract.address(),
            contract.recordVoteBatch(
                board.chainElectionId(),
                first,
                votes.stream().map(BoardEntry::voteHash).toList(),
                votes.stream().mapToInt(BoardEntry::voterIndex).toArray()));
    final Purpose purpose = new Purpose.RecordBatch(election, first);
    final long transaction =
        outbox.store(recorder.address(), nonce, purpose, GasLimit.ofBatch(votes), signed);
    batches.form(
        election,
        first,
        count,
        BatchTree.of(board.chainElectionId(), votes).root(),
        transaction,
        votes.stream().map(BoardEntry::acceptedAt).min(Instant::compareTo).orElseThrow());
    return purpose;
  }

  /**
   * What the chain asks of a transaction.
   *
   * @param gasPrice wei per gas, 0 on a network with free gas
   * @param blockGasLimit gas that one block holds
   */
  record SigningTerms(long chainId, BigInteger gasPrice, long blockGasLimit) {
    /** Votes whose batch fits a block even where each one touches a fresh word of the roll. */
    int largestBatch() {
      return (int) Math.max(1, (blockGasLimit - GasLimit.BASE) / GasLimit.WORST_VOTE);
    }
  }
}
