package org.voteregistry.backend.election;

import java.time.Instant;
import java.util.Optional;

/** A row of {@code election}. */
record ElectionRecord(
    ElectionUuid uuid,
    ElectionState state,
    ElectionContent content,
    ElectionHours hours,
    int rollSize,
    boolean rollChecked,
    Optional<byte[]> rollHash,
    Optional<byte[]> trustees,
    Optional<byte[]> parameters,
    Optional<byte[]> manifest,
    Optional<byte[]> manifestHash,
    Optional<Long> chainElectionId,
    Optional<String> openingTransaction,
    Optional<Long> ballots,
    Optional<byte[]> boardHash,
    Optional<String> closingTransaction,
    Optional<String> refusal,
    Instant createdAt) {}
