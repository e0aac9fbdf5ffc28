package org.voteregistry.ballot.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.json.JsonWriter;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.Owned;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.tally.SizedEncryptedTally;
import org.voteregistry.ballot.trustee.Trustees;

/**
 * Writes an archive (specification 4.4), event by event. It builds the chain of events; whether
 * what it is given is valid is for the caller and the verifier. Not for use by several threads.
 */
public final class ArchiveWriter implements AutoCloseable {
  private final OutputStream out;
  private final long timestamp;
  private Optional<String> parent;
  private int height;

  private ArchiveWriter(
      final OutputStream out,
      final long timestamp,
      final Optional<String> parent,
      final int height) {
    this.out = out;
    this.timestamp = timestamp;
    this.parent = parent;
    this.height = height;
  }

  /** Starts an archive on a stream. The time is kept in whole seconds. */
  public static ArchiveWriter create(final OutputStream out, final Instant start)
      throws IOException {
    final ArchiveWriter writer =
        new ArchiveWriter(out, start.getEpochSecond(), Optional.empty(), 0);
    writer.write("BELENIOS", header(start.getEpochSecond()));
    return writer;
  }

  /** Starts an archive in a new file, which must not exist. */
  public static ArchiveWriter create(final Path file, final Instant start) throws IOException {
    return create(
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)),
        start);
  }

  /**
   * Continues the archive in a file. Reads it through first, to check its format and find its last
   * event.
   *
   * @throws Refusal if the file is damaged
   */
  public static ArchiveWriter append(final Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      final ArchiveReader reader = new ArchiveReader(in);
      Optional<ArchiveReader.Entry> entry = reader.next();
      while (entry.isPresent()) {
        entry = reader.next();
      }
      return new ArchiveWriter(
          new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND)),
          reader.timestamp(),
          reader.lastEvent(),
          reader.events());
    }
  }

  static byte[] header(final long timestamp) {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> json.name("version").integer(1).name("timestamp").string(Long.toString(timestamp)));
    return json.toBytes();
  }

  /** Event {@code Setup}. */
  public void setup(
      final ElectionParameters election,
      final Trustees trustees,
      final PublicCredentials credentials)
      throws IOException {
    final SetupData setup = SetupData.of(election.json(), trustees.json(), credentials.json());
    event(
        EventType.SETUP,
        List.of(election.json(), trustees.json(), credentials.json(), setup.json()));
  }

  /** Event {@code Ballot}. */
  public void ballot(final byte[] json) throws IOException {
    event(EventType.BALLOT, List.of(json));
  }

  /** Event {@code EndBallots}. */
  public void endBallots() throws IOException {
    event(EventType.END_BALLOTS, List.of());
  }

  /** Event {@code EncryptedTally}. */
  public void encryptedTally(final EncryptedTally tally, final SizedEncryptedTally sized)
      throws IOException {
    event(EventType.ENCRYPTED_TALLY, List.of(tally.json(), sized.json()));
  }

  /**
   * Event {@code PartialDecryption}.
   *
   * @param owner the trustee's number, from 1
   */
  public void partialDecryption(final int owner, final PartialDecryption partial)
      throws IOException {
    final byte[] json = partial.json();
    event(
        EventType.PARTIAL_DECRYPTION,
        List.of(json, new Owned(owner, Fingerprint.hex(json)).json()));
  }

  /** Event {@code Result}. */
  public void result(final ElectionResult result) throws IOException {
    event(EventType.RESULT, List.of(result.json()));
  }

  /**
   * Appends an event and the data before it.
   *
   * @param data as many as the type has; the last is the payload
   */
  public void event(final EventType type, final List<byte[]> data) throws IOException {
    if (data.size() != type.data()) {
      throw new Refusal(
          Reason.WRONG_PAYLOAD,
          type.protocolName(),
          type.data() + " data were expected, not " + data.size());
    }
    for (final byte[] content : data) {
      write(Fingerprint.hex(content) + ".data.json", content);
    }
    final Event event =
        new Event(
            parent,
            height,
            type,
            data.isEmpty() ? Optional.empty() : Optional.of(Fingerprint.hex(data.getLast())));
    final String hash = event.hash();
    write(hash + ".event.json", event.json());
    parent = Optional.of(hash);
    height++;
  }

  private void write(final String name, final byte[] content) throws IOException {
    out.write(TarRecord.header(name, content.length, timestamp));
    out.write(content);
    out.write(new byte[TarRecord.padding(content.length)]);
  }

  /** Hands everything over to the stream below. */
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
