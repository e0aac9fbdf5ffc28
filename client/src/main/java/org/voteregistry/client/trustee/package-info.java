/**
 * {@code client trustee}: keys and partial decryptions (Belenios specification 4.5 to 4.7, 4.18).
 */
package org.voteregistry.client.trustee;
