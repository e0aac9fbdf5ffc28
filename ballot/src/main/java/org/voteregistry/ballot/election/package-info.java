/** Questions and election parameters (specification 4.9 and 4.10). */
package org.voteregistry.ballot.election;
