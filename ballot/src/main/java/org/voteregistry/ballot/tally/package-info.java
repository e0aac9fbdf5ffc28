/** Encrypted tally, partial decryptions and result (specification 4.16 to 4.19). */
package org.voteregistry.ballot.tally;
