/** Who may ask for what. Until accounts exist: everybody reads and casts, one token administers. */
@ApplicationModule(
    displayName = "Access",
    allowedDependencies = {"settings", "problem"})
package org.voteregistry.backend.access;

import org.springframework.modulith.ApplicationModule;
