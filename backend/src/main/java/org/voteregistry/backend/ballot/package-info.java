/** Casting: from the bytes that a voter sends to a ballot that is durable and queued. */
@ApplicationModule(
    displayName = "Casting",
    allowedDependencies = {"problem", "election", "recording"})
package org.voteregistry.backend.ballot;

import org.springframework.modulith.ApplicationModule;
