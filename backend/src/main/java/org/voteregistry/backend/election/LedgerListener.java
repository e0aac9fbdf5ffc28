package org.voteregistry.backend.election;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.voteregistry.backend.recording.ElectionLedger.ElectionClosedOnChain;
import org.voteregistry.backend.recording.ElectionLedger.ElectionOpenedOnChain;
import org.voteregistry.backend.recording.ElectionLedger.ElectionRefusedOnChain;

/** Follows what the chain decides; writes in the transaction that stores the decision. */
@Component
class LedgerListener {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerListener.class);
  private final ElectionTable table;

  LedgerListener(final ElectionTable table) {
    this.table = table;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void opened(final ElectionOpenedOnChain event) {
    if (table.opened(event.electionUuid(), event.chainElectionId(), event.transactionHash())) {
      LOG.info(
          "election {} is open; its number on chain is {}",
          event.electionUuid(),
          event.chainElectionId());
    } else {
      LOG.info("election {} was opened before", event.electionUuid());
    }
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void closed(final ElectionClosedOnChain event) {
    if (table.closed(
        event.electionUuid(), event.ballots(), event.boardHash(), event.transactionHash())) {
      LOG.info("election {} is closed with {} ballots", event.electionUuid(), event.ballots());
    } else {
      LOG.info("election {} was closed before", event.electionUuid());
    }
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void refused(final ElectionRefusedOnChain event) {
    if (event.operation().equals("publish")) {
      return; // the tally's business
    }
    LOG.error(
        "the chain refused to {} election {}: {}",
        event.operation(),
        event.electionUuid(),
        event.reason());
    // At most one of them is waited for, by the election's state.
    if (!table.openingRefused(event.electionUuid(), event.reason())
        && !table.closingRefused(event.electionUuid(), event.reason())) {
      LOG.warn("nothing was asked of the chain for election {}", event.electionUuid());
    }
  }
}
