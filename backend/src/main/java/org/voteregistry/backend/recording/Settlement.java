package org.voteregistry.backend.recording;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.EventLog;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.chain.VoteRegistryContract.BatchRecorded;
import org.voteregistry.backend.chain.VoteRegistryContract.ElectionClosed;
import org.voteregistry.backend.chain.VoteRegistryContract.ElectionCreated;
import org.voteregistry.backend.recording.Batches.Batch;
import org.voteregistry.backend.recording.Boards.Board;
import org.voteregistry.backend.recording.ElectionLedger.ElectionClosedOnChain;
import org.voteregistry.backend.recording.ElectionLedger.ElectionOpenedOnChain;
import org.voteregistry.backend.recording.ElectionLedger.ResultPublishedOnChain;
import org.voteregistry.backend.recording.RecordingException.ChainDisagrees;

/**
 * Takes over what receipts say. A QBFT block is final, so a receipt is; what it says is compared
 * with what was sent before anything is stored, and all of it is stored in one transaction.
 */
@Component
class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final RecorderLease lease;
  private final TransactionOutbox outbox;
  private final Batches batches;
  private final Boards boards;
  private final ChainElections elections;
  private final VoteRegistryContract contract;
  private final ApplicationEventPublisher events;
  private final RecordingObservers observers;

  Settlement(
      final RecorderLease lease,
      final TransactionOutbox outbox,
      final Batches batches,
      final Boards boards,
      final ChainElections elections,
      final VoteRegistryContract contract,
      final ApplicationEventPublisher events,
      final RecordingObservers observers) {
    this.lease = lease;
    this.outbox = outbox;
    this.batches = batches;
    this.boards = boards;
    this.elections = elections;
    this.contract = contract;
    this.events = events;
    this.observers = observers;
  }

  /**
   * Settles transactions with their receipts, in the order of nonces.
   *
   * @throws ChainDisagrees when a receipt contradicts what was signed
   */
  void settle(final Term term, final Map<PendingTransaction, TransactionReceipt> receipts) {
    final Map<Batch, TransactionReceipt> recorded = new LinkedHashMap<>();
    final Map<PendingTransaction, Batch> ofTransaction = new LinkedHashMap<>();
    receipts.forEach(
        (transaction, receipt) -> {
          if (transaction.purpose() instanceof Purpose.RecordBatch) {
            final Batch batch = batches.ofTransaction(transaction.id());
            ofTransaction.put(transaction, batch);
            if (receipt.succeeded()) {
              check(batch, receipt);
              recorded.put(batch, receipt);
            }
          }
          observers.all().receiptSeen(transaction.purpose().text(), receipt.transactionHash());
        });
    lease.inTerm(
        term,
        () ->
            receipts.forEach(
                (transaction, receipt) -> {
                  outbox.settle(transaction, receipt);
                  store(transaction, receipt, ofTransaction.get(transaction));
                }));
    recorded.forEach(
        (batch, receipt) ->
            observers
                .all()
                .recorded(
                    batch.electionUuid(),
                    batch.firstSerial(),
                    batch.count(),
                    receipt.gasUsed(),
                    batch.age()));
    receipts.forEach(
        (transaction, receipt) -> {
          if (!receipt.succeeded()) {
            observers.all().reverted(transaction.purpose().text());
          }
        });
  }

  private void store(
      final PendingTransaction transaction, final TransactionReceipt receipt, final Batch batch) {
    switch (transaction.purpose()) {
      case Purpose.RecordBatch record -> {
        if (receipt.succeeded()) {
          boards.recorded(
              record.electionUuid(), batch.firstSerial(), batch.firstSerial() + batch.count());
          batches.recorded(batch, batchRecorded(receipt).batchId(), receipt);
        } else {
          LOG.warn(
              "batch {} was reverted in block {}: comparing with the chain once nothing of its"
                  + " election is in flight",
              record.text(),
              receipt.blockNumber());
          batches.reverted(batch);
          boards.needsRepair(record.electionUuid());
        }
      }
      case Purpose.OpenElection open -> {
        if (receipt.succeeded()) {
          opened(open.electionUuid(), receipt);
        }
        // Else the next pass asks the contract why, and tries again or gives up.
      }
      case Purpose.CloseElection close -> {
        if (receipt.succeeded()) {
          closed(close.electionUuid(), receipt);
        }
      }
      case Purpose.PublishResult publish -> {
        if (receipt.succeeded()) {
          published(publish.electionUuid(), receipt);
        }
      }
    }
  }

  private void opened(final String election, final TransactionReceipt receipt) {
    final ElectionCreated created =
        receipt.logs().stream()
            .flatMap(log -> contract.electionCreated(log).stream())
            .findFirst()
            .orElseThrow(() -> missing("ElectionCreated", receipt));
    elections.opened(election, created.electionId(), receipt.blockNumber());
    LOG.info(
        "election {} is number {} on chain, block {}",
        election,
        created.electionId(),
        receipt.blockNumber());
    events.publishEvent(
        new ElectionOpenedOnChain(
            election, created.electionId(), receipt.transactionHash(), receipt.blockNumber()));
  }

  private void closed(final String election, final TransactionReceipt receipt) {
    final ElectionClosed closed =
        receipt.logs().stream()
            .flatMap(log -> contract.electionClosed(log).stream())
            .findFirst()
            .orElseThrow(() -> missing("ElectionClosed", receipt));
    final Board board = boards.hold(election);
    if (closed.ballots() != board.recorded()
        || !Arrays.equals(closed.boardHash(), board.recordedLink())) {
      throw new ChainDisagrees(
          "election %s was closed on chain with %d ballots and board hash %s, here it has %d and %s"
              .formatted(
                  election,
                  closed.ballots(),
                  HexFormat.of().formatHex(closed.boardHash()),
                  board.recorded(),
                  HexFormat.of().formatHex(board.recordedLink())));
    }
    elections.closed(election);
    LOG.info("election {} is closed on chain with {} ballots", election, closed.ballots());
    events.publishEvent(
        new ElectionClosedOnChain(
            election,
            closed.ballots(),
            closed.boardHash(),
            receipt.transactionHash(),
            receipt.blockNumber()));
  }

  private void published(final String election, final TransactionReceipt receipt) {
    final byte[] published =
        receipt.logs().stream()
            .flatMap(log -> contract.resultPublished(log).stream())
            .findFirst()
            .orElseThrow(() -> missing("ResultPublished", receipt))
            .resultHash();
    final byte[] asked = elections.get(election).resultHash();
    if (!Arrays.equals(published, asked)) {
      throw new ChainDisagrees(
          "the result of election %s was published on chain with the hash %s, here it has %s"
              .formatted(
                  election, HexFormat.of().formatHex(published), HexFormat.of().formatHex(asked)));
    }
    elections.published(election);
    LOG.info("the result of election {} is on chain", election);
    events.publishEvent(
        new ResultPublishedOnChain(
            election, published, receipt.transactionHash(), receipt.blockNumber()));
  }

  private BatchRecorded batchRecorded(final TransactionReceipt receipt) {
    return receipt.logs().stream()
        .flatMap(log -> contract.batchRecorded(log).stream())
        .findFirst()
        .orElseThrow(() -> missing("BatchRecorded", receipt));
  }

  private void check(final Batch batch, final TransactionReceipt receipt) {
    final BatchRecorded event = batchRecorded(receipt);
    final long votes = receipt.logs().stream().filter(this::isVote).count();
    if (event.electionId() != batch.chainElectionId()
        || event.firstSerial() != batch.firstSerial()
        || event.count() != batch.count()
        || votes != batch.count()
        || !Arrays.equals(event.root(), batch.root())) {
      throw new ChainDisagrees(
          ("transaction %s recorded election %d, serial %d, %d votes (%d events), root %s; signed were"
                  + " election %d, serial %d, %d votes, root %s")
              .formatted(
                  receipt.transactionHash(),
                  event.electionId(),
                  event.firstSerial(),
                  event.count(),
                  votes,
                  HexFormat.of().formatHex(event.root()),
                  batch.chainElectionId(),
                  batch.firstSerial(),
                  batch.count(),
                  HexFormat.of().formatHex(batch.root())));
    }
  }

  private boolean isVote(final EventLog log) {
    return contract.isVoteRecorded(log);
  }

  private static ChainDisagrees missing(final String event, final TransactionReceipt receipt) {
    return new ChainDisagrees(
        "transaction %s succeeded without the event %s"
            .formatted(receipt.transactionHash(), event));
  }

  /** Another transaction took the nonce: what this one was for is done anew. */
  void replaced(final Term term, final PendingTransaction transaction) {
    final String reason =
        "nonce %d of %s was consumed by a transaction that this service did not sign"
            .formatted(transaction.nonce(), transaction.account());
    LOG.error("{}: {}", transaction.purpose().text(), reason);
    lease.inTerm(
        term,
        () -> {
          outbox.replaced(transaction, reason);
          if (transaction.purpose() instanceof Purpose.RecordBatch record) {
            batches.abandoned(batches.ofTransaction(transaction.id()));
            boards.needsRepair(record.electionUuid());
          }
        });
  }
}
