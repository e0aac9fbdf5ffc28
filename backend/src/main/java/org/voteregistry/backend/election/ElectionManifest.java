package org.voteregistry.backend.election;

import java.time.Instant;
import java.util.List;

/**
 * The frozen setup. Its canonical JSON ({@link CanonicalJson}) is stored byte for byte when the
 * election opens, and the SHA-256 of these bytes goes on chain.
 *
 * @param rollHash SHA-256 of the roll's canonical JSON array, 64 hexadecimal digits
 */
record ElectionManifest(
    String uuid,
    String name,
    String description,
    List<Question> questions,
    Instant opensAt,
    Instant closesAt,
    Instant recordingEndsAt,
    int rollSize,
    String rollHash) {}
