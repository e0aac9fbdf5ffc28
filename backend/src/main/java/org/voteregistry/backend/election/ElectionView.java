package org.voteregistry.backend.election;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * An election as the API shows it. Hashes are 64 hexadecimal digits; members that have no value yet
 * are absent.
 *
 * @param encrypted whether ballots are secret; absent in a draft
 * @param trusteesHash SHA-256 of the trustees' bytes
 * @param chainElectionId its number in the contract VoteRegistry, from OPEN on
 * @param ballots number of recorded ballots, once CLOSED
 * @param refusal why the chain refused the last opening or closing
 */
record ElectionView(
    String uuid,
    String name,
    String description,
    List<Question> questions,
    ElectionState state,
    Instant opensAt,
    Instant closesAt,
    Instant recordingEndsAt,
    int rollSize,
    String rollHash,
    String trusteesHash,
    Boolean encrypted,
    String manifestHash,
    Long chainElectionId,
    String openingTransaction,
    Long ballots,
    String boardHash,
    String closingTransaction,
    String refusal,
    Instant createdAt) {
  static ElectionView of(final ElectionRecord election) {
    return new ElectionView(
        election.uuid().text(),
        election.content().name(),
        election.content().description(),
        election.content().questions(),
        election.state(),
        election.hours().opensAt(),
        election.hours().closesAt(),
        election.hours().recordingEndsAt(),
        election.rollSize(),
        election.rollHash().map(HexFormat.of()::formatHex).orElse(null),
        election
            .trustees()
            .map(trustees -> HexFormat.of().formatHex(Sha256.of(trustees)))
            .orElse(null),
        election.manifest().map(frozen -> election.parameters().isPresent()).orElse(null),
        election.manifestHash().map(HexFormat.of()::formatHex).orElse(null),
        election.chainElectionId().orElse(null),
        election.openingTransaction().orElse(null),
        election.ballots().orElse(null),
        election.boardHash().map(HexFormat.of()::formatHex).orElse(null),
        election.closingTransaction().orElse(null),
        election.refusal().orElse(null),
        election.createdAt());
  }
}
