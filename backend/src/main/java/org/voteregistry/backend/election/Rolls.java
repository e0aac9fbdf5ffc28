package org.voteregistry.backend.election;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Rolls of public credentials. A credential is 1 to 2048 visible ASCII characters without {@code "}
 * and {@code \}; the roll is sorted by their bytes, and a voter's index is the position from 0.
 *
 * <p>The roll's canonical form is one JSON array without white space, {@code ["a","b"]}, in ASCII;
 * its SHA-256 is the roll hash.
 */
@Service
class Rolls {
  static final int MOST_CREDENTIALS = 1_000_000;
  private static final int LONGEST_CREDENTIAL = 2048;
  private static final Pattern CREDENTIAL =
      Pattern.compile("[\\x21-\\x7E&&[^\"\\\\]]{1," + LONGEST_CREDENTIAL + "}");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2)
                  .maxStringLength(2 * LONGEST_CREDENTIAL)
                  .build())
          .build();

  private final ElectionTable elections;
  private final RollTable rolls;

  Rolls(final ElectionTable elections, final RollTable rolls) {
    this.elections = elections;
    this.rolls = rolls;
  }

  /** Replaces the roll of a draft by the JSON array that {@code body} streams. */
  @Transactional
  ElectionRecord replace(final ElectionUuid uuid, final InputStream body) {
    final ElectionRecord election = existing(uuid);
    if (election.state() != ElectionState.DRAFT) {
      throw ElectionProblems.NOT_DRAFT.because(
          "the roll is frozen since the election left the state DRAFT; it is " + election.state());
    }
    final int[] size = new int[1];
    rolls
        .replace(
            uuid,
            upload ->
                parse(
                    body,
                    credential -> {
                      upload.add(credential);
                      size[0]++;
                    }))
        .ifPresent(
            positions -> {
              throw ElectionProblems.ROLL_INVALID.because(
                  "the same credential is at positions %s (from 0); each voter has one of their own"
                      .formatted(positions));
            });
    final MessageDigest digest = Sha256.digest();
    write(uuid, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    elections.setRoll(uuid, size[0], digest.digest());
    return existing(uuid);
  }

  /** Writes the roll's canonical form. */
  @Transactional(readOnly = true)
  void copyTo(final ElectionUuid uuid, final OutputStream out) {
    write(uuid, out);
  }

  private ElectionRecord existing(final ElectionUuid uuid) {
    return elections.lock(uuid).orElseThrow(() -> ElectionProblems.unknown(uuid.text()));
  }

  private void write(final ElectionUuid uuid, final OutputStream out) {
    final StringBuilder text = new StringBuilder("[");
    try {
      rolls.read(
          uuid,
          credential -> {
            text.append('"').append(credential).append('"');
            flush(text, out);
            text.append(',');
          });
      // After the last credential a comma waits, after an empty roll the opening bracket.
      out.write(
          (text.toString().equals(",") ? "]" : text + "]").getBytes(StandardCharsets.US_ASCII));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flush(final StringBuilder text, final OutputStream out) {
    try {
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
    text.setLength(0);
  }

  private static void parse(final InputStream body, final Consumer<String> roll) {
    int position = 0;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw invalid("the roll is a JSON array of strings");
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.VALUE_STRING
            || !CREDENTIAL.matcher(json.getString()).matches()) {
          throw invalid(
              ("entry %d (from 0) is no public credential: a string of 1 to %d visible ASCII"
                      + " characters without \" and \\")
                  .formatted(position, LONGEST_CREDENTIAL));
        }
        if (++position > MOST_CREDENTIALS) {
          throw invalid("a roll has at most %d credentials".formatted(MOST_CREDENTIALS));
        }
        roll.accept(json.getString());
      }
      if (position == 0) {
        throw invalid("a roll has at least one credential");
      }
      if (json.nextToken() != null) {
        throw invalid("something follows the JSON array");
      }
    } catch (final JacksonException e) {
      throw invalid(
          "entry %d (from 0) cannot be read: %s".formatted(position, e.getOriginalMessage()));
    }
  }

  private static RuntimeException invalid(final String reason) {
    return ElectionProblems.ROLL_INVALID.because(reason);
  }
}
