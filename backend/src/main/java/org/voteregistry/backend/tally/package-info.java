/** From a closed board to a published result: encrypted tally, partial decryptions, counts. */
@ApplicationModule(
    displayName = "Tally",
    allowedDependencies = {"problem", "election", "ballot", "recording"})
package org.voteregistry.backend.tally;

import org.springframework.modulith.ApplicationModule;
