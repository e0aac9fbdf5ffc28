package org.voteregistry.backend.election;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * What an administrator sends to create an election. Times are ISO-8601 UTC; fractions of a second
 * are dropped, because the chain counts in whole seconds.
 *
 * @param recordingEndsAt until when accepted ballots may be recorded; one day after {@code
 *     closesAt} when absent
 */
record ElectionDraft(
    @NotBlank @Size(max = 250) String name,
    @Size(max = 10_000) String description,
    @NotEmpty @Size(max = 100) List<@Valid @NotNull Question> questions,
    @NotNull Instant opensAt,
    @NotNull Instant closesAt,
    Instant recordingEndsAt) {}
