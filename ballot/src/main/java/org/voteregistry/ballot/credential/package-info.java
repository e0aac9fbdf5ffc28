/** Secret and public credentials (specification 4.8). */
package org.voteregistry.ballot.credential;
