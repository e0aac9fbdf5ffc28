package org.voteregistry.backend.election;

import java.time.Instant;
import java.util.List;

/**
 * The frozen setup. Its canonical JSON ({@link CanonicalJson}) is stored byte for byte when the
 * election opens, and the SHA-256 of these bytes goes on chain.
 *
 * @param encrypted whether ballots are secret; {@code false} is for measuring only
 * @param parametersFingerprint Belenios' hash of the election parameters, base 64 without padding,
 *     43 characters; absent where ballots are not secret
 * @param trusteesHash SHA-256 of the trustees' bytes, 64 hexadecimal digits; absent as before
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
    String rollHash,
    boolean encrypted,
    String parametersFingerprint,
    String trusteesHash) {}
