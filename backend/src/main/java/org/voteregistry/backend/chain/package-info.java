/** The chain as the service sees it: validators, their health, accounts and the contract. */
@ApplicationModule(
    displayName = "Chain",
    allowedDependencies = {"settings", "problem"})
package org.voteregistry.backend.chain;

import org.springframework.modulith.ApplicationModule;
