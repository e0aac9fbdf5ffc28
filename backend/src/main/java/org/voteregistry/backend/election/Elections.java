package org.voteregistry.backend.election;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.voteregistry.backend.problem.ProblemType;
import org.voteregistry.backend.recording.ElectionLedger;
import org.voteregistry.backend.recording.ElectionLedger.Opening;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionParameters;

/** An election's way from draft to the request to close it. */
@Service
class Elections {
  private static final Logger LOG = LoggerFactory.getLogger(Elections.class);
  private static final Duration RECORDING_AFTER_CLOSE = Duration.ofDays(1);
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private final ElectionTable table;
  private final Rolls rolls;
  private final BallotsInTheClear clear;
  private final CastingLock castingLock;
  private final ElectionLedger ledger;
  private final Clock clock;

  Elections(
      final ElectionTable table,
      final Rolls rolls,
      final BallotsInTheClear clear,
      final CastingLock castingLock,
      final ElectionLedger ledger,
      final Clock clock) {
    this.table = table;
    this.rolls = rolls;
    this.clear = clear;
    this.castingLock = castingLock;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Transactional
  ElectionRecord create(final ElectionDraft draft) {
    final ElectionHours hours = hours(draft);
    draft.questions().forEach(Elections::checkChoices);
    checkText(draft.name());
    if (draft.description() != null) {
      checkText(draft.description());
    }
    final ElectionUuid uuid = ElectionUuid.random();
    table.insert(
        uuid, new ElectionContent(draft.name(), draft.description(), draft.questions()), hours);
    return get(uuid);
  }

  @Transactional(readOnly = true)
  ElectionRecord get(final ElectionUuid uuid) {
    return table.find(uuid).orElseThrow(() -> ElectionProblems.unknown(uuid.text()));
  }

  @Transactional(readOnly = true)
  List<ElectionRecord> page(final ElectionCursor after, final int limit) {
    return table.page(after, limit);
  }

  /** Freezes a draft and asks for its election on chain. Repeating it changes nothing. */
  @Transactional
  ElectionRecord open(final ElectionUuid uuid) {
    final ElectionRecord draft = lock(uuid);
    if (draft.state() != ElectionState.DRAFT) {
      return draft;
    }
    final byte[] rollHash =
        draft
            .rollHash()
            .orElseThrow(
                () ->
                    ElectionProblems.ROLL_MISSING.because(
                        "send the public credentials with PUT /api/elections/%s/roll before opening"
                            .formatted(uuid)));
    if (!clock.instant().isBefore(draft.hours().closesAt())) {
      throw ElectionProblems.OVER.because(
          "the election would have closed at %s; create one with later hours"
              .formatted(draft.hours().closesAt()));
    }
    final Optional<ElectionParameters> parameters = parameters(draft);
    final byte[] manifest = CanonicalJson.write(manifest(draft, rollHash, parameters));
    final byte[] manifestHash = Sha256.of(manifest);
    table.freeze(uuid, manifest, manifestHash, parameters.map(ElectionParameters::json));
    ledger.requestOpening(
        new Opening(
            uuid.text(),
            manifestHash,
            rollHash,
            draft.rollSize(),
            draft.hours().opensAt(),
            draft.hours().closesAt(),
            draft.hours().recordingEndsAt()));
    return get(uuid);
  }

  /** What voters encrypt with; empty where ballots in the clear are allowed and wanted. */
  private Optional<ElectionParameters> parameters(final ElectionRecord draft) {
    if (draft.trustees().isEmpty()) {
      if (clear.allowed()) {
        clear.requireDevelopmentChain();
        return Optional.empty();
      }
      throw ElectionProblems.TRUSTEES_MISSING.because(
          "send the trustees' public keys with PUT /api/elections/%s/trustees before opening"
              .formatted(draft.uuid()));
    }
    rolls.requireMembers(draft);
    try {
      final ElectionParameters parameters = EncryptedElection.parameters(draft);
      final int length = EncryptedElection.ballotLength(parameters);
      if (length > ElectionSetup.LONGEST_BALLOT) {
        throw ElectionProblems.BALLOT_TOO_LONG.because(
            "a ballot of this election has about %d bytes and the service takes %d: split it into elections with fewer answers"
                .formatted(length, ElectionSetup.LONGEST_BALLOT));
      }
      return Optional.of(parameters);
    } catch (final Refusal refusal) {
      throw ProblemType.INVALID.because(
          "the election cannot be encrypted: " + refusal.getMessage());
    }
  }

  /**
   * Stops casting and asks for the closing on chain, which follows when all accepted ballots are
   * recorded. Repeating it changes nothing, except that a closing which the chain refused is tried
   * again.
   */
  @Transactional
  ElectionRecord close(final ElectionUuid uuid) {
    castingLock.whileClosing(uuid);
    final ElectionRecord election = lock(uuid);
    switch (election.state()) {
      case DRAFT, OPENING ->
          throw ElectionProblems.NOT_OPEN.because(
              "only an open election can be closed; this one is " + election.state());
      case OPEN -> {
        table.stopCasting(uuid);
        ledger.requestClosing(uuid.text());
        LOG.info("election {} takes no more ballots", uuid);
      }
      case CLOSING -> {
        if (table.repeatRefusedClosing(uuid)) {
          ledger.requestClosing(uuid.text());
        }
      }
      case CLOSED -> {
        return election;
      }
    }
    return get(uuid);
  }

  /** Elections whose hours have passed and which still are open. */
  @Transactional(readOnly = true)
  List<ElectionUuid> over() {
    return table.over();
  }

  private ElectionRecord lock(final ElectionUuid uuid) {
    return table.lock(uuid).orElseThrow(() -> ElectionProblems.unknown(uuid.text()));
  }

  private static ElectionManifest manifest(
      final ElectionRecord draft,
      final byte[] rollHash,
      final Optional<ElectionParameters> parameters) {
    final ElectionContent content = draft.content();
    final ElectionHours hours = draft.hours();
    return new ElectionManifest(
        draft.uuid().text(),
        content.name(),
        content.description(),
        content.questions(),
        hours.opensAt(),
        hours.closesAt(),
        hours.recordingEndsAt(),
        draft.rollSize(),
        HexFormat.of().formatHex(rollHash),
        parameters.isPresent(),
        parameters.map(ElectionParameters::fingerprint).orElse(null),
        parameters
            .flatMap(present -> draft.trustees())
            .map(trustees -> HexFormat.of().formatHex(Sha256.of(trustees)))
            .orElse(null));
  }

  private static ElectionHours hours(final ElectionDraft draft) {
    final Instant opensAt = draft.opensAt().truncatedTo(ChronoUnit.SECONDS);
    final Instant closesAt = draft.closesAt().truncatedTo(ChronoUnit.SECONDS);
    final Instant recordingEndsAt =
        Optional.ofNullable(draft.recordingEndsAt())
            .map(end -> end.truncatedTo(ChronoUnit.SECONDS))
            .orElseGet(() -> closesAt.plus(RECORDING_AFTER_CLOSE));
    if (opensAt.isBefore(Instant.EPOCH)
        || !opensAt.isBefore(closesAt)
        || !closesAt.isBefore(recordingEndsAt)
        || recordingEndsAt.isAfter(LATEST)) {
      throw ProblemType.INVALID.because(
          ("opensAt must be before closesAt and closesAt before recordingEndsAt, between 1970 and"
                  + " 2200; got %s, %s, %s")
              .formatted(opensAt, closesAt, recordingEndsAt));
    }
    return new ElectionHours(opensAt, closesAt, recordingEndsAt);
  }

  private static void checkChoices(final Question question) {
    checkText(question.question());
    question.answers().forEach(Elections::checkText);
    if (question.min() > question.max() || question.max() > question.answers().size()) {
      throw ProblemType.INVALID.because(
          "min may not exceed max, nor max the %d answers; got min %d and max %d for '%s'"
              .formatted(
                  question.answers().size(), question.min(), question.max(), question.question()));
    }
  }

  /** Such characters have more than one JSON form, or none. */
  private static void checkText(final String text) {
    if (text.codePoints()
        .anyMatch(
            c ->
                Character.getType(c) == Character.SURROGATE
                    || Character.isISOControl(c) && c != '\n')) {
      throw ProblemType.INVALID.because(
          "a text has a control character other than a line feed, or half of a surrogate pair");
    }
  }
}
