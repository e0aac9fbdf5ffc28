/** The data folder and the secrets in it. */
@ApplicationModule(
    displayName = "Settings",
    allowedDependencies = {})
package org.voteregistry.backend.settings;

import org.springframework.modulith.ApplicationModule;
