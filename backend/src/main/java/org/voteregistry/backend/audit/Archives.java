package org.voteregistry.backend.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.voteregistry.backend.ballot.RecordedBallots;
import org.voteregistry.backend.election.PublishedElections;
import org.voteregistry.backend.election.PublishedElections.PublishedElection;
import org.voteregistry.backend.tally.TallyDocuments;
import org.voteregistry.ballot.archive.ArchiveWriter;
import org.voteregistry.ballot.archive.EventType;
import org.voteregistry.ballot.archive.SetupData;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.tally.Owned;

/**
 * Writes an election's Belenios archive (specification 4.4) from what is stored: the same bytes for
 * the same state, and a longer archive continues a shorter one.
 */
@Service
class Archives {
  private final PublishedElections elections;
  private final RecordedBallots ballots;
  private final TallyDocuments tallies;

  Archives(
      final PublishedElections elections,
      final RecordedBallots ballots,
      final TallyDocuments tallies) {
    this.elections = elections;
    this.ballots = ballots;
    this.tallies = tallies;
  }

  /** Writes the archive as of one moment; does not close the stream. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  void write(final String uuid, final OutputStream out) throws IOException {
    final PublishedElection election = elections.get(uuid);
    final ArchiveWriter archive =
        ArchiveWriter.create(new BufferedOutputStream(out), election.createdAt());
    setup(archive, election);
    ballots.read(uuid, ballot -> append(archive, ballot.body()));
    if (election.closed()) {
      archive.endBallots();
      final Optional<TallyDocuments.Documents> tally = tallies.of(uuid);
      if (tally.isPresent()) {
        tally(archive, tally.get());
      }
    }
    archive.flush();
  }

  private void setup(final ArchiveWriter archive, final PublishedElection election)
      throws IOException {
    final byte[] roll = elections.roll(election.uuid());
    archive.event(
        EventType.SETUP,
        List.of(
            election.parameters(),
            election.trustees(),
            roll,
            SetupData.of(election.parameters(), election.trustees(), roll).json()));
  }

  private static void append(final ArchiveWriter archive, final byte[] ballot) {
    try {
      archive.ballot(ballot);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tally(final ArchiveWriter archive, final TallyDocuments.Documents tally)
      throws IOException {
    archive.event(EventType.ENCRYPTED_TALLY, List.of(tally.tally(), tally.sized()));
    for (final Map.Entry<Integer, byte[]> decryption : tally.decryptions().entrySet()) {
      archive.event(
          EventType.PARTIAL_DECRYPTION,
          List.of(
              decryption.getValue(),
              new Owned(decryption.getKey(), Fingerprint.hex(decryption.getValue())).json()));
    }
    if (tally.result().isPresent()) {
      archive.event(EventType.RESULT, List.of(tally.result().get()));
    }
  }
}
