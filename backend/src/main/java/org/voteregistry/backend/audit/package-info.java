/** What auditors take away: the archive of an election. */
@ApplicationModule(
    displayName = "Audit",
    allowedDependencies = {"problem", "settings", "election", "ballot", "tally"})
package org.voteregistry.backend.audit;

import org.springframework.modulith.ApplicationModule;
