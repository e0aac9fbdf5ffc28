/** Elections: their setup, roll and life from draft to close. */
@ApplicationModule(
    displayName = "Elections",
    allowedDependencies = {"problem", "recording"})
package org.voteregistry.backend.election;

import org.springframework.modulith.ApplicationModule;
