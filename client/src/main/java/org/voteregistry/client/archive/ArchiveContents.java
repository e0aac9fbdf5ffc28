package org.voteregistry.client.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.archive.ArchiveReader;
import org.voteregistry.ballot.archive.EventType;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.Owned;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.tally.SizedEncryptedTally;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;

/**
 * What an archive says, without its ballots, of which only the number is kept.
 *
 * @param credentials the public credentials as published
 * @param decryptions by the number of their trustee
 * @param events how many there are of each type
 * @param lastEvent hash of the last event
 */
public record ArchiveContents(
    ElectionParameters election,
    Trustees trustees,
    byte[] credentials,
    Optional<EncryptedTally> tally,
    Optional<SizedEncryptedTally> size,
    SortedMap<Integer, PartialDecryption> decryptions,
    Optional<ElectionResult> result,
    Map<EventType, Long> events,
    String lastEvent) {

  /** What is done with each ballot on the way. */
  public interface BallotReader {
    /** Takes the bytes of a ballot, in the order of the archive. */
    void ballot(byte[] json);
  }

  /**
   * Reads an archive. Its form, trustees' proofs and hash chain are checked, its ballots and its
   * tally are not.
   */
  public static ArchiveContents read(final Path file) {
    return read(file, ballot -> {});
  }

  /** Reads an archive and hands out its ballots. */
  public static ArchiveContents read(final Path file, final BallotReader ballots) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(new ArchiveReader(in), ballots);
    } catch (final NoSuchFileException e) {
      throw new CommandFailed(ExitCodes.USAGE, file + " is not there");
    } catch (final IOException e) {
      throw new CommandFailed(ExitCodes.USAGE, file + " cannot be read: " + e.getMessage());
    } catch (final Refusal refusal) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          "%s is refused (%s): %s".formatted(file, refusal.reason(), refusal.getMessage()));
    }
  }

  private static ArchiveContents read(final ArchiveReader reader, final BallotReader ballots)
      throws IOException {
    final ArchiveReader.Entry setup =
        reader
            .next()
            .filter(entry -> entry.event().type() == EventType.SETUP)
            .orElseThrow(
                () -> new Refusal(Reason.WRONG_SEQUENCE, "", "an archive starts with the setup"));
    final ElectionParameters election = ElectionParameters.read(setup.data().get(0));
    final Trustees trustees = Trustees.read(election.group(), setup.data().get(1));
    Optional<EncryptedTally> tally = Optional.empty();
    Optional<SizedEncryptedTally> size = Optional.empty();
    Optional<ElectionResult> result = Optional.empty();
    final SortedMap<Integer, PartialDecryption> decryptions = new TreeMap<>();
    final Map<EventType, Long> events = new EnumMap<>(EventType.class);
    events.put(EventType.SETUP, 1L);
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      final ArchiveReader.Entry entry = next.get();
      events.merge(entry.event().type(), 1L, Long::sum);
      switch (entry.event().type()) {
        case BALLOT -> ballots.ballot(entry.payload());
        case ENCRYPTED_TALLY -> {
          tally = Optional.of(EncryptedTally.read(election, entry.data().getFirst()));
          size = Optional.of(SizedEncryptedTally.read(entry.payload()));
        }
        case PARTIAL_DECRYPTION ->
            decryptions.put(
                Owned.read(entry.payload()).owner(),
                PartialDecryption.read(election, entry.data().getFirst()));
        case RESULT -> result = Optional.of(ElectionResult.read(election, entry.payload()));
        case SETUP, END_BALLOTS, SHUFFLE, END_SHUFFLES -> {
          // Counted above; they hold nothing else that is shown.
        }
      }
    }
    return new ArchiveContents(
        election,
        trustees,
        setup.data().get(2),
        tally,
        size,
        decryptions,
        result,
        events,
        reader.lastEvent().orElseThrow());
  }

  /** How many events of a type there are. */
  public long count(final EventType type) {
    return events.getOrDefault(type, 0L);
  }
}
