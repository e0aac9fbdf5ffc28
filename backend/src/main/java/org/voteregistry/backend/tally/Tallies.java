package org.voteregistry.backend.tally;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.voteregistry.backend.election.PublishedElections;
import org.voteregistry.backend.election.PublishedElections.PublishedElection;
import org.voteregistry.backend.election.Sha256;
import org.voteregistry.backend.recording.ElectionLedger;
import org.voteregistry.backend.tally.TallyTable.StoredResult;
import org.voteregistry.backend.tally.TallyTable.StoredTally;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.tally.SizedEncryptedTally;
import org.voteregistry.ballot.trustee.Trustees;

/** Takes what trustees decrypt, and makes the result of it. */
@Service
class Tallies {
  private static final Logger LOG = LoggerFactory.getLogger(Tallies.class);

  private final PublishedElections elections;
  private final EncryptedTallies tallies;
  private final TallyTable table;
  private final ElectionLedger ledger;

  Tallies(
      final PublishedElections elections,
      final EncryptedTallies tallies,
      final TallyTable table,
      final ElectionLedger ledger) {
    this.elections = elections;
    this.tallies = tallies;
    this.table = table;
    this.ledger = ledger;
  }

  /**
   * Stores a trustee's decryption after checking its proofs. The same one again changes nothing.
   *
   * @param owner the trustee's number, from 1
   * @return whether it is new
   */
  @Transactional
  boolean decrypt(final String uuid, final int owner, final byte[] json) {
    tallies.of(uuid);
    final StoredTally tally = table.hold(uuid).orElseThrow();
    final Setup setup = setup(uuid);
    final byte[] decryption = checked(setup, tally, owner, json);
    final Optional<byte[]> before = table.decryption(uuid, owner);
    if (before.isPresent()) {
      if (Arrays.equals(before.get(), decryption)) {
        return false;
      }
      throw TallyProblems.ALREADY_DECRYPTED.because(
          "trustee %d has decrypted already, and once is enough; the first one counts"
              .formatted(owner));
    }
    requireNeeded(setup.trustees(), owner, table.decryptions(uuid).keySet());
    table.keep(uuid, owner, decryption);
    LOG.info("trustee {} has decrypted election {}", owner, uuid);
    return true;
  }

  /**
   * A result is made of exactly as many decryptions as the thresholds ask for. More are not taken,
   * so that those which came are those which count, and the archive that shows them only grows.
   */
  private static void requireNeeded(
      final Trustees trustees, final int owner, final Set<Integer> decrypted) {
    for (final TrusteeSet set : TrusteeSet.of(trustees)) {
      if (set.holds(owner) && set.among(decrypted) >= set.threshold()) {
        throw TallyProblems.NOT_NEEDED.because(
            "%d of the trustees %d to %d have decrypted, which is enough"
                .formatted(set.threshold(), set.first(), set.last()));
      }
    }
  }

  private static byte[] checked(
      final Setup setup, final StoredTally tally, final int owner, final byte[] json) {
    try {
      if (owner < 1 || owner > setup.trustees().keys().size()) {
        throw new Refusal(
            Reason.UNKNOWN_TRUSTEE,
            "owner",
            "the election has trustees 1 to " + setup.trustees().keys().size());
      }
      final PartialDecryption decryption = PartialDecryption.read(setup.parameters(), json);
      decryption.check(
          setup.parameters(),
          EncryptedTally.read(setup.parameters(), tally.tally()),
          setup.trustees().keys().get(owner - 1).publicKey());
      return decryption.json();
    } catch (final Refusal refusal) {
      throw TallyProblems.DECRYPTION_INVALID
          .because(refusal.getMessage())
          .with("reason", refusal.reason().name());
    }
  }

  /** Computes the result once, and asks for its publication on chain. Repeating it is harmless. */
  @Transactional
  StoredResult publish(final String uuid) {
    tallies.of(uuid);
    final StoredTally tally = table.hold(uuid).orElseThrow();
    final Setup setup = setup(uuid);
    if (table.result(uuid).isEmpty()) {
      compute(uuid, setup, tally);
    }
    final StoredResult result = table.result(uuid).orElseThrow();
    if (result.transaction().isEmpty()) {
      final List<Long> counts = new ArrayList<>();
      ElectionResult.read(setup.parameters(), result.body()).counts().forEach(counts::addAll);
      ledger.requestPublishing(uuid, result.hash(), counts);
    }
    return result;
  }

  private void compute(final String uuid, final Setup setup, final StoredTally tally) {
    final SortedMap<Integer, PartialDecryption> partials = new TreeMap<>();
    table
        .decryptions(uuid)
        .forEach(
            (owner, json) -> partials.put(owner, PartialDecryption.read(setup.parameters(), json)));
    requireEnough(setup.trustees(), partials.keySet());
    final byte[] result =
        ElectionResult.compute(
                setup.parameters(),
                EncryptedTally.read(setup.parameters(), tally.tally()),
                SizedEncryptedTally.read(tally.sized()).totalWeight(),
                setup.trustees(),
                partials)
            .json();
    table.keep(uuid, result, Sha256.of(result));
    LOG.info("the result of election {} is computed", uuid);
  }

  private static void requireEnough(final Trustees trustees, final Set<Integer> decrypted) {
    for (final TrusteeSet set : TrusteeSet.of(trustees)) {
      if (set.among(decrypted) < set.threshold()) {
        throw TallyProblems.DECRYPTIONS_MISSING.because(
            "of the trustees %d to %d, %d have to decrypt, and %d did"
                .formatted(set.first(), set.last(), set.threshold(), set.among(decrypted)));
      }
    }
  }

  private record Setup(ElectionParameters parameters, Trustees trustees) {}

  private Setup setup(final String uuid) {
    final PublishedElection election = elections.get(uuid);
    final ElectionParameters parameters = ElectionParameters.read(election.parameters());
    return new Setup(parameters, Trustees.read(parameters.group(), election.trustees()));
  }
}
