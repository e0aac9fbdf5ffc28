package org.voteregistry.backend.election;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
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
 * Rolls of public credentials in the form of Belenios (specification 4.8): decimal numbers of the
 * group, each with {@code ,weight} behind it where a ballot does not count once. The roll is sorted
 * by these numbers (shorter ones first, then by their bytes), and a voter's index is the position
 * from 0.
 *
 * <p>The roll's canonical form is one JSON array without white space, {@code ["a","b"]}, in ASCII;
 * its SHA-256 is the roll hash. These bytes are also the public credentials of the archive.
 *
 * <p>Where ballots in the clear are allowed, a credential may be any 1 to 2048 visible ASCII
 * characters without {@code "} and {@code \}.
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
  private final BallotsInTheClear clear;

  Rolls(final ElectionTable elections, final RollTable rolls, final BallotsInTheClear clear) {
    this.elections = elections;
    this.rolls = rolls;
    this.clear = clear;
  }

  /** Replaces the roll of a draft by the JSON array that {@code body} streams. */
  @Transactional
  ElectionRecord replace(final ElectionUuid uuid, final InputStream body) {
    final ElectionRecord election = existing(uuid);
    if (election.state() != ElectionState.DRAFT) {
      throw ElectionProblems.NOT_DRAFT.because(
          "the roll is frozen since the election left the state DRAFT; it is " + election.state());
    }
    final Intake intake = new Intake(!clear.allowed());
    rolls
        .replace(
            uuid,
            upload -> {
              parse(
                  body,
                  text -> {
                    final RollEntry entry = RollEntry.parse(text);
                    intake.take(entry);
                    upload.add(entry);
                  });
              intake.end();
            })
        .ifPresent(
            positions -> {
              throw ElectionProblems.ROLL_INVALID.because(
                  "the same credential is at positions %s (from 0); each voter has one of their own"
                      .formatted(positions));
            });
    final MessageDigest digest = Sha256.digest();
    write(uuid, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    elections.setRoll(uuid, intake.size, digest.digest(), !clear.allowed());
    return existing(uuid);
  }

  /** Counts and checks entries on their way in. */
  private static final class Intake {
    private final Optional<GroupMembers> members;
    private int size;
    private long weight;

    private Intake(final boolean checked) {
      members = checked ? Optional.of(new GroupMembers()) : Optional.empty();
    }

    private void take(final RollEntry entry) {
      weight += entry.weight().orElse(1);
      if (weight > RollEntry.MOST_WEIGHT) {
        throw invalid("the weights may not exceed 2^53 in sum");
      }
      members.ifPresent(check -> check.add(entry.credential()));
      size++;
    }

    private void end() {
      members.ifPresent(GroupMembers::end);
    }
  }

  /**
   * Makes sure that every entry lies in the group, which is known already unless the roll came
   * while ballots in the clear were allowed. Needs the caller's transaction.
   */
  void requireMembers(final ElectionRecord election) {
    if (!election.rollChecked()) {
      final GroupMembers members = new GroupMembers();
      rolls.read(election.uuid(), entry -> members.add(entry.credential()));
      members.end();
      elections.rollIsChecked(election.uuid());
    }
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
          entry -> {
            text.append('"').append(entry.text()).append('"');
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
