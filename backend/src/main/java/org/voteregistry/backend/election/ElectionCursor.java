package org.voteregistry.backend.election;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Position in the list of elections, newest first: the last one that was shown. */
record ElectionCursor(Instant createdAt, String uuid) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Before the newest. */
  static ElectionCursor start() {
    return new ElectionCursor(Instant.parse("9999-12-31T00:00:00Z"), "");
  }

  static ElectionCursor after(final ElectionRecord last) {
    return new ElectionCursor(last.createdAt(), last.uuid().text());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text was not made by {@link #text}
   */
  static ElectionCursor parse(final String text) {
    final String[] parts =
        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
    if (parts.length != 2 || !ElectionUuid.isWellFormed(parts[1])) {
      throw new IllegalArgumentException("not a cursor of this list");
    }
    try {
      return new ElectionCursor(Instant.parse(parts[0]), parts[1]);
    } catch (final DateTimeException e) {
      throw new IllegalArgumentException("not a cursor of this list", e);
    }
  }

  String text() {
    return ENCODER.encodeToString((createdAt + " " + uuid).getBytes(StandardCharsets.UTF_8));
  }
}
