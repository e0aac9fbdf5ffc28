/** Zero-knowledge proofs and ElGamal ciphertexts. */
package org.voteregistry.ballot.proof;
