/** Elections: their setup, roll and life from draft to close. */
@ApplicationModule(
    displayName = "Elections",
    allowedDependencies = {"problem", "recording", "chain"})
package org.voteregistry.backend.election;

import org.springframework.modulith.ApplicationModule;
