package org.voteregistry.ballot.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;

/**
 * Reads an archive (specification 4.4) as a stream of events, each with the data before it. It
 * checks the format: every byte of every header and padding, names against contents, the chain of
 * parents, and that the data before an event are those that it refers to. What the events mean is
 * for the verifier.
 */
public final class ArchiveReader {
  private static final String HEADER_NAME = "BELENIOS";
  private static final int MAX_HEADER = 1024;
  private static final int MAX_EVENT = 1024;

  /** A list of a million credentials takes 620 MB. */
  private static final int MAX_DATA = 1 << 30;

  private final InputStream in;
  private final long timestamp;
  private long position;
  private Optional<String> parent = Optional.empty();
  private int height;

  /**
   * An event and the data that stand before it.
   *
   * @param event the event
   * @param data the data in the order of the archive; the last is the payload
   * @param position where the content of the payload starts in the archive, in bytes
   * @param hash the event's hash
   */
  public record Entry(Event event, List<byte[]> data, long position, String hash) {
    /** The payload. */
    public byte[] payload() {
      return data.getLast();
    }

    /** How the entry is called in reports. */
    public String name() {
      return event.type().protocolName() + " at height " + event.height();
    }
  }

  private record Content(String name, byte[] bytes, long position) {}

  /**
   * Starts to read.
   *
   * @throws Refusal if this is no archive
   */
  public ArchiveReader(final InputStream in) throws IOException {
    this.in = in;
    final byte[] block = block().orElseThrow(() -> malformed("the archive is empty"));
    final String name = name(block);
    if (!name.equals(HEADER_NAME)) {
      throw malformed("the first record must be called BELENIOS, not " + Refusal.quote(name));
    }
    final byte[] content = content(size(block, MAX_HEADER));
    final JsonFields fields = JsonFields.of(JsonReader.read(content), HEADER_NAME);
    final int version = fields.integer("version");
    timestamp = fields.weight("timestamp");
    fields.end();
    if (version != 1) {
      throw new Refusal(Reason.UNSUPPORTED, HEADER_NAME, "version 1 was expected, not " + version);
    }
    if (timestamp >= 1L << 33) {
      throw new Refusal(Reason.NUMBER_OUT_OF_RANGE, HEADER_NAME, "the time does not fit");
    }
    if (!Arrays.equals(content, ArchiveWriter.header(timestamp))) {
      throw new Refusal(Reason.NOT_CANONICAL, HEADER_NAME, "not in canonical form");
    }
    checkBlock(block, HEADER_NAME, content.length);
  }

  /** When the archive was started, in seconds since 1970. */
  public long timestamp() {
    return timestamp;
  }

  /** The number of events so far, and the hash of the last one. */
  public Optional<String> lastEvent() {
    return parent;
  }

  /** The number of events so far. */
  public int events() {
    return height;
  }

  /**
   * The next event.
   *
   * @return nothing at the end of the archive
   * @throws Refusal if the archive is damaged
   */
  public Optional<Entry> next() throws IOException {
    final List<Content> data = new ArrayList<>();
    while (true) {
      final Optional<byte[]> block = block();
      if (block.isEmpty()) {
        if (data.isEmpty()) {
          return Optional.empty();
        }
        throw new Refusal(
            Reason.WRONG_SEQUENCE, place(), "data without an event at the end of the archive");
      }
      final String name = name(block.get());
      final boolean isEvent = name.endsWith(".event.json");
      final byte[] bytes = content(size(block.get(), isEvent ? MAX_EVENT : MAX_DATA));
      final long start = position - bytes.length - TarRecord.padding(bytes.length);
      final String hash = Fingerprint.hex(bytes);
      if (!name.equals(hash + (isEvent ? ".event.json" : ".data.json"))) {
        throw new Refusal(
            Reason.WRONG_RECORD_NAME,
            place(),
            "a record is called " + Refusal.quote(name) + ", but its hash is " + hash);
      }
      checkBlock(block.get(), name, bytes.length);
      if (isEvent) {
        return Optional.of(entry(bytes, hash, data));
      }
      data.add(new Content(hash, bytes, start));
      if (data.size() > EventType.SETUP.data()) {
        throw new Refusal(Reason.WRONG_SEQUENCE, place(), "more data than any event has");
      }
    }
  }

  private Entry entry(final byte[] bytes, final String hash, final List<Content> data) {
    final Event event;
    try {
      event = Event.read(bytes);
    } catch (final Refusal refusal) {
      throw refusal.within(place());
    }
    if (!event.parent().equals(parent) || event.height() != height) {
      throw new Refusal(
          Reason.BROKEN_CHAIN,
          place(),
          "the event does not continue the event before it: parent "
              + event.parent().orElse("none")
              + ", height "
              + event.height());
    }
    final Optional<String> last =
        data.isEmpty() ? Optional.empty() : Optional.of(data.getLast().name());
    if (data.size() != event.type().data() || !event.payload().equals(last)) {
      throw new Refusal(
          Reason.WRONG_PAYLOAD, place(), "the data before the event are not what it refers to");
    }
    parent = Optional.of(hash);
    height++;
    return new Entry(
        event,
        data.stream().map(Content::bytes).toList(),
        data.isEmpty() ? position : data.getLast().position(),
        hash);
  }

  private String place() {
    return "event " + height;
  }

  /** The next block, or nothing at the end. */
  private Optional<byte[]> block() throws IOException {
    final byte[] block = in.readNBytes(TarRecord.BLOCK);
    position += block.length;
    if (block.length == 0) {
      return Optional.empty();
    }
    if (block.length < TarRecord.BLOCK) {
      throw malformed("the archive ends within a record");
    }
    return Optional.of(block);
  }

  private static String name(final byte[] block) {
    int length = 0;
    while (length < TarRecord.NAME_LENGTH && block[length] != 0) {
      length++;
    }
    return new String(block, 0, length, StandardCharsets.ISO_8859_1);
  }

  private int size(final byte[] block, final int limit) {
    long size = 0;
    for (int i = 0; i < TarRecord.SIZE_LENGTH; i++) {
      final int digit = block[TarRecord.SIZE_OFFSET + i] - '0';
      if (digit < 0 || digit > 7) {
        throw malformed("a record's size is not written in octal digits");
      }
      size = size << 3 | digit;
    }
    if (size > limit) {
      throw new Refusal(
          Reason.TOO_LARGE, place(), "a record of " + size + " bytes is larger than " + limit);
    }
    return (int) size;
  }

  /** Reads a content; readNBytes allocates as bytes arrive, not as a header promises. */
  private byte[] content(final int size) throws IOException {
    final byte[] bytes = in.readNBytes(size);
    final byte[] padding = in.readNBytes(TarRecord.padding(size));
    position += bytes.length + padding.length;
    if (bytes.length < size || padding.length < TarRecord.padding(size)) {
      throw malformed("the archive ends within a record");
    }
    for (final byte b : padding) {
      if (b != 0) {
        throw malformed("a record is not followed by zeros");
      }
    }
    return bytes;
  }

  private void checkBlock(final byte[] block, final String name, final int size) {
    if (!Arrays.equals(block, TarRecord.header(name, size, timestamp))) {
      throw malformed("the header of record " + Refusal.quote(name) + " is not as expected");
    }
  }

  private Refusal malformed(final String what) {
    return new Refusal(Reason.MALFORMED_ARCHIVE, place(), what);
  }
}
