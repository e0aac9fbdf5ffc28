package org.voteregistry.backend.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.voteregistry.backend.recording.ElectionLedger;
import org.voteregistry.backend.recording.RecordingQueue;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoterIndex;

/**
 * A recorder without a chain: whatever is asked has happened as soon as the asking transaction is
 * committed. Queued votes go into a table of the same database, so that tests can count both sides.
 */
@TestConfiguration(proxyBeanMethods = false)
@org.springframework.context.annotation.Import({
  InstantRecording.Queue.class,
  InstantRecording.Ledger.class
})
public class InstantRecording {
  @Component
  @Primary
  public static class Queue implements RecordingQueue {
    private final JdbcClient database;

    Queue(final JdbcClient database) {
      this.database = database;
      database
          .sql(
              """
              create table if not exists instant_queue (
                election_uuid text, voter_index integer, vote_hash bytea unique,
                unique (election_uuid, voter_index))
              """)
          .update();
    }

    @Override
    public void enqueue(
        final String electionUuid, final VoterIndex voterIndex, final VoteHash voteHash) {
      if (!TransactionSynchronizationManager.isActualTransactionActive()) {
        throw new IllegalStateException("no transaction is active");
      }
      database
          .sql("insert into instant_queue values (?, ?, ?)")
          .params(electionUuid, voterIndex.value(), voteHash.toBytes())
          .update();
    }
  }

  @Component
  @Primary
  public static class Ledger implements ElectionLedger {
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final AtomicLong number;
    private final Map<String, String> refusals = new ConcurrentHashMap<>();

    Ledger(
        final ApplicationEventPublisher events,
        final TransactionTemplate transaction,
        final JdbcClient database) {
      this.events = events;
      this.transaction = transaction;
      this.database = database;
      number =
          new AtomicLong(
              database
                  .sql("select coalesce(max(chain_election_id), 0) from election")
                  .query(Long.class)
                  .single());
    }

    /** Refuses what is asked for that election next. */
    public void refuseNext(final String electionUuid, final String reason) {
      refusals.put(electionUuid, reason);
    }

    @Override
    public void requestOpening(final Opening opening) {
      afterwards(
          opening.electionUuid(),
          "open",
          () ->
              new ElectionOpenedOnChain(
                  opening.electionUuid(), number.incrementAndGet(), "0x01", 1));
    }

    @Override
    public void requestClosing(final String electionUuid) {
      afterwards(
          electionUuid,
          "close",
          () ->
              new ElectionClosedOnChain(
                  electionUuid,
                  database
                      .sql("select count(*) from instant_queue where election_uuid = ?")
                      .param(electionUuid)
                      .query(Long.class)
                      .single(),
                  new byte[32],
                  "0x02",
                  2));
    }

    @Override
    public void requestPublishing(
        final String electionUuid, final byte[] resultHash, final List<Long> counts) {
      afterwards(
          electionUuid,
          "publish",
          () -> new ResultPublishedOnChain(electionUuid, resultHash, "0x03", 3));
    }

    private void afterwards(
        final String electionUuid,
        final String operation,
        final java.util.function.Supplier<Object> outcome) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              Thread.startVirtualThread(
                  () -> transaction.executeWithoutResult(status -> publish()));
            }

            private void publish() {
              final String refusal = refusals.remove(electionUuid);
              events.publishEvent(
                  refusal == null
                      ? outcome.get()
                      : new ElectionRefusedOnChain(electionUuid, operation, refusal));
            }
          });
    }
  }
}
