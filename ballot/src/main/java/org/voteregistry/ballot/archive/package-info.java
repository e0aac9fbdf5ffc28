/** The append-only archive of public data (specification 4.4). */
package org.voteregistry.ballot.archive;
