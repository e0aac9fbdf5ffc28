/** From an accepted ballot to a vote on chain: outbox, recorder, status and receipts. */
@ApplicationModule(
    displayName = "Recording",
    allowedDependencies = {"chain", "problem"})
package org.voteregistry.backend.recording;

import org.springframework.modulith.ApplicationModule;
