/** PostgreSQL in the data folder, for whoever runs no database server. */
@ApplicationModule(displayName = "Database", allowedDependencies = "settings")
package org.voteregistry.backend.database;

import org.springframework.modulith.ApplicationModule;
