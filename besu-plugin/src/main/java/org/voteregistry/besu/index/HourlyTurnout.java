package org.voteregistry.besu.index;

/**
 * Votes recorded within one hour.
 *
 * @param hour hours since 1970-01-01T00:00Z
 */
public record HourlyTurnout(long hour, long votes) {}
