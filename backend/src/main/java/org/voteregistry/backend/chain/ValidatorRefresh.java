package org.voteregistry.backend.chain;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at the validators regularly, so that a recovered one is used again. */
@Component
class ValidatorRefresh {
  private final ValidatorPool pool;

  ValidatorRefresh(final ValidatorPool pool) {
    this.pool = pool;
  }

  @Scheduled(fixedDelayString = "${voteregistry.chain.refresh-interval:2s}")
  void refresh() {
    pool.refresh();
  }
}
