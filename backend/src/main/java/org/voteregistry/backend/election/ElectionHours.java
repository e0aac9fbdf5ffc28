package org.voteregistry.backend.election;

import java.time.Instant;

/**
 * When an election takes ballots, and when the chain takes records of them; whole seconds.
 *
 * @param opensAt first moment at which a ballot is accepted
 * @param closesAt first moment at which none is accepted any more
 * @param recordingEndsAt first moment at which the contract takes no records any more
 */
public record ElectionHours(Instant opensAt, Instant closesAt, Instant recordingEndsAt) {}
