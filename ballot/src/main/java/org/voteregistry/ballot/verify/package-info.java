/** The audit of an election, check by check (specification 3.5). */
package org.voteregistry.ballot.verify;
