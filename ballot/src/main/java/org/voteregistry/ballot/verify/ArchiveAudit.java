package org.voteregistry.ballot.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.archive.ArchiveReader;
import org.voteregistry.ballot.archive.EventType;
import org.voteregistry.ballot.archive.SetupData;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.Owned;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.tally.SizedEncryptedTally;
import org.voteregistry.ballot.tally.TallyAccumulation;
import org.voteregistry.ballot.trustee.TrusteePublicKey;
import org.voteregistry.ballot.trustee.Trustees;

/** One run of the audit over one archive, event by event. */
final class ArchiveAudit implements AutoCloseable {
  private final CheckLog log;
  private final FileChannel archive;
  private final int threads;

  private Optional<EventType> previous = Optional.empty();
  private Optional<ElectionParameters> election = Optional.empty();
  private Optional<Trustees> trustees = Optional.empty();
  private Optional<BallotAudit> ballots = Optional.empty();
  private Optional<EncryptedTally> tally = Optional.empty();
  private final SortedMap<Integer, PartialDecryption> partials = new TreeMap<>();
  private Optional<ElectionResult> result = Optional.empty();
  private Optional<String> lastEvent = Optional.empty();
  private long counted;

  ArchiveAudit(final CheckLog log, final FileChannel archive, final int threads) {
    this.log = log;
    this.archive = archive;
    this.threads = threads;
  }

  VerificationReport run(final InputStream in) throws IOException {
    try {
      final ArchiveReader reader = new ArchiveReader(in);
      Optional<ArchiveReader.Entry> entry = reader.next();
      if (entry.isEmpty()) {
        throw new Refusal(Reason.WRONG_SEQUENCE, "", "the archive holds no event");
      }
      while (entry.isPresent()) {
        log.pass(AuditCheck.ARCHIVE_FORMAT);
        log.pass(AuditCheck.RECORD_NAMES);
        log.pass(AuditCheck.EVENT_CHAIN);
        log.pass(AuditCheck.EVENT_PAYLOADS);
        if (!log.run(AuditCheck.EVENT_SEQUENCE, entry.get().name(), inOrder(entry.get()))) {
          break;
        }
        event(entry.get());
        lastEvent = Optional.of(entry.get().hash());
        entry = reader.next();
      }
    } catch (final Refusal refusal) {
      log.fail(formatCheck(refusal.reason()), "archive", refusal);
    }
    ballots.ifPresent(audit -> counted = audit.finish().sized().numTallied());
    return new VerificationReport(
        log.checks(),
        election,
        log.failed() ? Optional.empty() : result,
        ballots.map(BallotAudit::ballots).orElse(0L),
        counted,
        lastEvent);
  }

  /** Which check a refusal of the reader belongs to. */
  private static AuditCheck formatCheck(final Reason reason) {
    return switch (reason) {
      case WRONG_RECORD_NAME -> AuditCheck.RECORD_NAMES;
      case BROKEN_CHAIN -> AuditCheck.EVENT_CHAIN;
      case WRONG_SEQUENCE -> AuditCheck.EVENT_SEQUENCE;
      case WRONG_PAYLOAD -> AuditCheck.EVENT_PAYLOADS;
      default -> AuditCheck.ARCHIVE_FORMAT;
    };
  }

  /** Refuses an event that the protocol does not allow after the one before it. */
  private Runnable inOrder(final ArchiveReader.Entry entry) {
    final EventType type = entry.event().type();
    final List<EventType> allowed =
        previous
            .map(
                last ->
                    switch (last) {
                      case SETUP, BALLOT -> List.of(EventType.BALLOT, EventType.END_BALLOTS);
                      case END_BALLOTS -> List.of(EventType.ENCRYPTED_TALLY);
                      case ENCRYPTED_TALLY ->
                          List.of(EventType.END_SHUFFLES, EventType.PARTIAL_DECRYPTION);
                      case SHUFFLE -> List.<EventType>of();
                      case END_SHUFFLES -> List.of(EventType.PARTIAL_DECRYPTION);
                      case PARTIAL_DECRYPTION ->
                          List.of(EventType.PARTIAL_DECRYPTION, EventType.RESULT);
                      case RESULT -> List.<EventType>of();
                    })
            .orElse(List.of(EventType.SETUP));
    return () -> {
      if (!allowed.contains(type)) {
        throw new Refusal(
            Reason.WRONG_SEQUENCE,
            "",
            type.protocolName()
                + " cannot follow "
                + previous.map(EventType::protocolName).orElse("the start of the archive"));
      }
      previous = Optional.of(type);
    };
  }

  private void event(final ArchiveReader.Entry entry) {
    switch (entry.event().type()) {
      case SETUP -> setup(entry);
      case BALLOT -> ballots.ifPresent(audit -> audit.add(entry));
      case ENCRYPTED_TALLY -> ballots.ifPresent(audit -> tally(entry, audit.finish()));
      case PARTIAL_DECRYPTION -> decryption(entry);
      case RESULT -> result(entry);
      case END_BALLOTS, SHUFFLE, END_SHUFFLES -> {
        // They carry nothing: shuffles are refused by their order.
      }
    }
  }

  private void setup(final ArchiveReader.Entry entry) {
    final byte[] electionJson = entry.data().get(0);
    final byte[] trusteesJson = entry.data().get(1);
    final byte[] credentialsJson = entry.data().get(2);
    log.run(
        AuditCheck.SETUP,
        entry.name(),
        () -> {
          final SetupData expected = SetupData.of(electionJson, trusteesJson, credentialsJson);
          if (!SetupData.read(entry.payload()).equals(expected)) {
            throw new Refusal(
                Reason.WRONG_PAYLOAD, "", "the setup names other data than the archive holds");
          }
        });
    election =
        log.run(AuditCheck.ELECTION, entry.name(), () -> ElectionParameters.read(electionJson));
    if (election.isEmpty()) {
      return;
    }
    final ElectionParameters parameters = election.get();
    trustees =
        log.run(
            AuditCheck.TRUSTEES,
            entry.name(),
            () -> Trustees.read(parameters.group(), trusteesJson));
    trustees.ifPresent(
        known ->
            log.run(AuditCheck.PUBLIC_KEY, entry.name(), () -> checkPublicKey(parameters, known)));
    log.run(
            AuditCheck.CREDENTIALS,
            entry.name(),
            () -> PublicCredentials.read(parameters.group(), credentialsJson))
        .ifPresent(
            credentials ->
                ballots =
                    Optional.of(new BallotAudit(log, archive, parameters, credentials, threads)));
  }

  private static void checkPublicKey(final ElectionParameters parameters, final Trustees trustees) {
    if (!trustees.publicKey(parameters.group()).equals(parameters.publicKey().element())) {
      throw new Refusal(
          Reason.WRONG_PUBLIC_KEY, "public_key", "not the product of the trustees' public keys");
    }
  }

  private void tally(final ArchiveReader.Entry entry, final TallyAccumulation accumulation) {
    final ElectionParameters parameters = election.orElseThrow();
    final EncryptedTally expected = accumulation.tally();
    // Go on with the tally that the ballots give, as the reference program does.
    tally = Optional.of(expected);
    final SizedEncryptedTally expectedSize = accumulation.sized();
    log.run(
        AuditCheck.TALLY_SIZE,
        entry.name(),
        () -> {
          final SizedEncryptedTally sized = SizedEncryptedTally.read(entry.payload());
          if (!sized.encryptedTally().equals(Fingerprint.hex(entry.data().getFirst()))) {
            throw new Refusal(
                Reason.WRONG_PAYLOAD, "encrypted_tally", "not the hash of the encrypted tally");
          }
          if (sized.numTallied() != expectedSize.numTallied()
              || sized.totalWeight() != expectedSize.totalWeight()) {
            throw new Refusal(
                Reason.WRONG_TALLY_SIZE,
                "",
                expectedSize.numTallied()
                    + " ballots of total weight "
                    + expectedSize.totalWeight()
                    + " count, not "
                    + sized.numTallied()
                    + " of "
                    + sized.totalWeight());
          }
        });
    log.run(
        AuditCheck.TALLY_PRODUCT,
        entry.name(),
        () -> {
          final EncryptedTally found = EncryptedTally.read(parameters, entry.data().getFirst());
          if (!found.equals(expected)) {
            throw new Refusal(
                Reason.WRONG_ENCRYPTED_TALLY, "", "not the product of the counted ballots");
          }
        });
  }

  private void decryption(final ArchiveReader.Entry entry) {
    if (trustees.isEmpty() || tally.isEmpty()) {
      return;
    }
    final List<TrusteePublicKey> keys = trustees.get().keys();
    final Optional<Owned> owned =
        log.run(AuditCheck.DECRYPTION_OWNER, entry.name(), () -> checkOwner(entry, keys.size()));
    owned.ifPresent(
        owner ->
            log.run(
                    AuditCheck.DECRYPTION_PROOFS,
                    entry.name(),
                    () -> {
                      final PartialDecryption partial =
                          PartialDecryption.read(election.orElseThrow(), entry.data().getFirst());
                      partial.check(
                          election.orElseThrow(),
                          tally.get(),
                          keys.get(owner.owner() - 1).publicKey());
                      return partial;
                    })
                .ifPresent(partial -> partials.put(owner.owner(), partial)));
  }

  private Owned checkOwner(final ArchiveReader.Entry entry, final int trusteeCount) {
    final Owned owned = Owned.read(entry.payload());
    if (owned.owner() < 1 || owned.owner() > trusteeCount) {
      throw new Refusal(Reason.UNKNOWN_TRUSTEE, "owner", "there is no trustee " + owned.owner());
    }
    if (partials.containsKey(owned.owner())) {
      throw new Refusal(
          Reason.DUPLICATE_DECRYPTION,
          "owner",
          "trustee " + owned.owner() + " has already decrypted");
    }
    if (!owned.payload().equals(Fingerprint.hex(entry.data().getFirst()))) {
      throw new Refusal(Reason.WRONG_PAYLOAD, "payload", "not the hash of the partial decryption");
    }
    return owned;
  }

  private void result(final ArchiveReader.Entry entry) {
    if (trustees.isEmpty() || tally.isEmpty()) {
      return;
    }
    try {
      final ElectionResult found = ElectionResult.read(election.orElseThrow(), entry.payload());
      found.check(election.orElseThrow(), tally.get(), trustees.get(), partials);
      log.pass(AuditCheck.DECRYPTION_THRESHOLD);
      log.pass(AuditCheck.RESULT);
      result = Optional.of(found);
    } catch (final Refusal refusal) {
      final boolean tooFew = refusal.reason() == Reason.NOT_ENOUGH_DECRYPTIONS;
      if (!tooFew) {
        log.pass(AuditCheck.DECRYPTION_THRESHOLD);
      }
      log.fail(tooFew ? AuditCheck.DECRYPTION_THRESHOLD : AuditCheck.RESULT, entry.name(), refusal);
    }
  }

  @Override
  public void close() {
    ballots.ifPresent(BallotAudit::close);
  }
}
