/** A strict JSON reader and the canonical JSON writer (specification 4.1). */
package org.voteregistry.ballot.json;
