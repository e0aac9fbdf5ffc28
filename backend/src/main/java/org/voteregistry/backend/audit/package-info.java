/** What auditors take away: an election's archive, and how its board compares with the chain. */
@ApplicationModule(
    displayName = "Audit",
    allowedDependencies = {
      "problem",
      "settings",
      "election",
      "ballot",
      "tally",
      "recording",
      "chain"
    })
package org.voteregistry.backend.audit;

import org.springframework.modulith.ApplicationModule;
