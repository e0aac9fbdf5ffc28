package org.voteregistry.backend.tally;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.voteregistry.backend.recording.ElectionLedger.ElectionRefusedOnChain;
import org.voteregistry.backend.recording.ElectionLedger.ResultPublishedOnChain;

/** Follows what becomes of a result on chain; writes in the transaction that stores it. */
@Component
class PublishingListener {
  private static final Logger LOG = LoggerFactory.getLogger(PublishingListener.class);
  private final TallyTable table;

  PublishingListener(final TallyTable table) {
    this.table = table;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void published(final ResultPublishedOnChain event) {
    table.published(event.electionUuid(), event.transactionHash(), event.blockNumber());
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void refused(final ElectionRefusedOnChain event) {
    if (event.operation().equals("publish")) {
      LOG.error(
          "the chain refused the result of election {}: {}", event.electionUuid(), event.reason());
      table.refused(event.electionUuid(), event.reason());
    }
  }
}
