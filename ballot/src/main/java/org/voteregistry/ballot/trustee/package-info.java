/** Trustees: mandatory keys and the threshold protocol (specification 4.5 to 4.7). */
package org.voteregistry.ballot.trustee;
