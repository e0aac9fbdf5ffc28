package org.voteregistry.backend.recording;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.ChainAccount;
import org.voteregistry.backend.chain.ChainAccounts;
import org.voteregistry.backend.chain.Revert;
import org.voteregistry.backend.chain.SignedTransaction;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.recording.BatchFormer.SigningTerms;
import org.voteregistry.backend.recording.Boards.Board;
import org.voteregistry.backend.recording.ChainElections.ChainElection;
import org.voteregistry.backend.recording.ElectionLedger.ElectionRefusedOnChain;

/**
 * Signs the transactions that open and close elections and publish their results. The contract is
 * asked beforehand what it would say: a refusal for good is reported, one for now waits.
 */
@Component
class ElectionTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(ElectionTransactions.class);

  private final RecorderLease lease;
  private final TransactionOutbox outbox;
  private final ChainElections elections;
  private final Boards boards;
  private final ValidatorPool pool;
  private final VoteRegistryContract contract;
  private final ChainAccount administrator;
  private final ApplicationEventPublisher events;
  private final RecordingObservers observers;

  ElectionTransactions(
      final RecorderLease lease,
      final TransactionOutbox outbox,
      final ChainElections elections,
      final Boards boards,
      final ValidatorPool pool,
      final VoteRegistryContract contract,
      final ChainAccounts accounts,
      final ApplicationEventPublisher events,
      final RecordingObservers observers) {
    this.lease = lease;
    this.outbox = outbox;
    this.elections = elections;
    this.boards = boards;
    this.pool = pool;
    this.contract = contract;
    this.administrator = accounts.electionAdministrator();
    this.events = events;
    this.observers = observers;
  }

  /**
   * Signs what can be signed now.
   *
   * @return how many transactions were signed
   */
  int sign(final Term term, final SigningTerms signing, final long chainNonce) {
    int signed = 0;
    for (final ChainElection election : elections.toOpen()) {
      final String data =
          contract.createElection(
              election.manifestHash(),
              election.rollHash(),
              election.rollSize(),
              election.opensAt(),
              election.closesAt(),
              election.recordingEndsAt());
      signed +=
          sign(term, signing, chainNonce, new Purpose.OpenElection(election.electionUuid()), data);
    }
    for (final ChainElection election : elections.toClose()) {
      final Board board = boards.find(election.electionUuid()).orElseThrow();
      final String data =
          contract.closeElection(
              election.chainElectionId(), board.recorded(), board.recordedLink());
      signed +=
          sign(term, signing, chainNonce, new Purpose.CloseElection(election.electionUuid()), data);
    }
    for (final ChainElection election : elections.toPublish()) {
      final String data =
          contract.publishResult(
              election.chainElectionId(), election.resultHash(), election.resultCounts());
      signed +=
          sign(term, signing, chainNonce, new Purpose.PublishResult(election.electionUuid()), data);
    }
    return signed;
  }

  private int sign(
      final Term term,
      final SigningTerms signing,
      final long chainNonce,
      final Purpose purpose,
      final String data) {
    final Optional<Revert> refusal =
        pool.ask(node -> contract.simulate(node, administrator.address(), data, GasLimit.ELECTION));
    if (refusal.isPresent()) {
      refused(term, purpose, refusal.get());
      return 0;
    }
    final List<Purpose> stored =
        lease.inTerm(
            term,
            () -> {
              final long nonce = Math.max(chainNonce, outbox.nextNonce(administrator.address()));
              final SignedTransaction transaction =
                  administrator.sign(
                      signing.chainId(),
                      nonce,
                      signing.gasPrice(),
                      GasLimit.ELECTION,
                      contract.address(),
                      data);
              outbox.store(administrator.address(), nonce, purpose, GasLimit.ELECTION, transaction);
              return List.of(purpose);
            });
    stored.forEach(one -> observers.all().storedBeforeSending(one.text()));
    return 1;
  }

  private void refused(final Term term, final Purpose purpose, final Revert revert) {
    final String election = purpose.electionUuid();
    if (revert.kind() == Revert.Kind.ENTRY || revert.kind() == Revert.Kind.FINAL) {
      final String operation = purpose.text().substring(0, purpose.text().indexOf(':'));
      LOG.error("the chain refuses to {} election {}: {}", operation, election, revert.text());
      lease.inTerm(
          term,
          () -> {
            if (purpose instanceof Purpose.PublishResult) {
              elections.publishingRefused(election, revert.text());
            } else {
              elections.refused(election, revert.text());
            }
            events.publishEvent(new ElectionRefusedOnChain(election, operation, revert.text()));
          });
    } else if (lease.inTerm(term, () -> elections.remark(election, revert.text()))) {
      LOG.warn("{} waits: {}", purpose.text(), revert.text());
    }
  }
}
