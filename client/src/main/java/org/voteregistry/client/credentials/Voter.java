package org.voteregistry.client.credentials;

/**
 * A line of the registrar's list.
 *
 * @param id what the registrar calls the voter; also the name of the credential's file
 * @param weight how often the voter's ballot counts, at least 1
 */
record Voter(String id, long weight) {}
