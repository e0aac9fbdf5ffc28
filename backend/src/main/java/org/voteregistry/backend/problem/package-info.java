/** RFC 9457 problems: every error that the API answers with has a stable type from here. */
@ApplicationModule(
    displayName = "Problems",
    allowedDependencies = {})
package org.voteregistry.backend.problem;

import org.springframework.modulith.ApplicationModule;
