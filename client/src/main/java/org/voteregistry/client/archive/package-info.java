/**
 * {@code client archive} and {@code client tally}: an election's public data (specification 4.4).
 */
package org.voteregistry.client.archive;
