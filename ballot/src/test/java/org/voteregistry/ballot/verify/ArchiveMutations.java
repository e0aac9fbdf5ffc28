package org.voteregistry.ballot.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.SampleElection;
import org.voteregistry.ballot.archive.ArchiveReader;
import org.voteregistry.ballot.archive.ArchiveWriter;
import org.voteregistry.ballot.archive.EventType;
import org.voteregistry.ballot.election.Fingerprint;

/** Changes to a valid archive, each with the check that must fail and why. */
final class ArchiveMutations {
  /**
   * A changed archive.
   *
   * @param accepted why belenios-tool accepts it although this module does not, if it does
   */
  record Mutation(
      String name, byte[] archive, AuditCheck check, Reason reason, Optional<String> accepted) {}

  /** An event with the data before it. */
  record Step(EventType type, List<byte[]> data) {}

  static final String ORDER = "belenios-tool does not check the order of events";
  static final String TALLY =
      "belenios-tool computes the tally anew and never looks at the published one";
  static final String OWNER =
      "belenios-tool does not use partial decryptions beyond those it needs";
  static final String REPLAY = "belenios-tool counts a repeated ballot as a vote cast again";
  static final String UNKNOWN = "belenios-tool skips members that it does not know";

  private final byte[] original;
  private final List<Step> steps = new ArrayList<>();
  private final List<Mutation> mutations = new ArrayList<>();

  ArchiveMutations(final SampleElection election, final Path folder) throws IOException {
    original = Files.readAllBytes(election.write(folder));
    final ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(original));
    for (Optional<ArchiveReader.Entry> entry = reader.next();
        entry.isPresent();
        entry = reader.next()) {
      steps.add(new Step(entry.get().event().type(), entry.get().data()));
    }
  }

  List<Mutation> all() throws IOException {
    bytes();
    order();
    contents();
    return mutations;
  }

  // ---- bytes of the archive ------------------------------------------------------------------

  private void bytes() {
    // Header of the second record (the election): name, mode, size, time, checksum, type, rest.
    final int header = 1024;
    bytes("a record's name", header, AuditCheck.RECORD_NAMES, Reason.WRONG_RECORD_NAME);
    for (final int offset : new int[] {104, 110, 118, 140, 149, 156, 257, 400, 511}) {
      bytes(
          "header byte " + offset,
          header + offset,
          AuditCheck.ARCHIVE_FORMAT,
          Reason.MALFORMED_ARCHIVE);
    }
    bytes("the content", header + 512 + 40, AuditCheck.RECORD_NAMES, Reason.WRONG_RECORD_NAME);
    bytes("the archive's name", 0, AuditCheck.ARCHIVE_FORMAT, Reason.MALFORMED_ARCHIVE);
    bytes("the archive's time", 137, AuditCheck.ARCHIVE_FORMAT, Reason.MALFORMED_ARCHIVE);
    bytes("the first padding", 1023, AuditCheck.ARCHIVE_FORMAT, Reason.MALFORMED_ARCHIVE);
    add(
        "cut within a record",
        java.util.Arrays.copyOf(original, original.length - 100),
        AuditCheck.ARCHIVE_FORMAT,
        Reason.MALFORMED_ARCHIVE);
    add(
        "cut between data and event",
        java.util.Arrays.copyOf(original, original.length - 1024),
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE);
    add(
        "end blocks as other tar archives have",
        java.util.Arrays.copyOf(original, original.length + 1024),
        AuditCheck.ARCHIVE_FORMAT,
        Reason.MALFORMED_ARCHIVE);
    add("empty", new byte[0], AuditCheck.ARCHIVE_FORMAT, Reason.MALFORMED_ARCHIVE);
    add(
        "only the header",
        java.util.Arrays.copyOf(original, 1024),
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE);
    final String height = "\"height\":3";
    final int at = new String(original, StandardCharsets.ISO_8859_1).indexOf(height);
    bytes("a height", at + height.length() - 1, AuditCheck.RECORD_NAMES, Reason.WRONG_RECORD_NAME);
  }

  private void bytes(final String name, final int at, final AuditCheck check, final Reason reason) {
    final byte[] changed = original.clone();
    changed[at] ^= 1;
    add(name + " changed", changed, check, reason);
  }

  // ---- order of events -------------------------------------------------------------------------

  private void order() throws IOException {
    final int n = steps.size();
    final int tally = index(EventType.ENCRYPTED_TALLY);
    final int end = index(EventType.END_BALLOTS);
    order(
        "without setup", AuditCheck.EVENT_SEQUENCE, Reason.WRONG_SEQUENCE, null, s -> s.remove(0));
    order(
        "two setups",
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE,
        ORDER,
        s -> s.add(0, s.get(0)));
    order(
        "without the end of ballots",
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE,
        ORDER,
        s -> s.remove(end));
    order(
        "without encrypted tally",
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE,
        ORDER,
        s -> s.remove(tally));
    order(
        "tally before the end of ballots",
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE,
        ORDER,
        s -> Collections.swap(s, end, tally));
    order(
        "result twice",
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE,
        ORDER,
        s -> s.add(s.get(n - 1)));
    order(
        "a ballot missing", AuditCheck.TALLY_SIZE, Reason.WRONG_TALLY_SIZE, null, s -> s.remove(2));
    order(
        "a ballot twice",
        AuditCheck.BALLOT_REPLAY,
        Reason.REPLAYED_BALLOT,
        REPLAY,
        s -> s.add(end, s.get(1)));
    order(
        "a partial decryption missing",
        AuditCheck.DECRYPTION_THRESHOLD,
        Reason.NOT_ENOUGH_DECRYPTIONS,
        null,
        s -> s.remove(n - 2));
    order(
        "the mandatory partial decryption missing",
        AuditCheck.DECRYPTION_THRESHOLD,
        Reason.NOT_ENOUGH_DECRYPTIONS,
        null,
        s -> s.remove(tally + 1));
    order(
        "a partial decryption twice",
        AuditCheck.DECRYPTION_OWNER,
        Reason.DUPLICATE_DECRYPTION,
        OWNER,
        s -> s.add(n - 1, s.get(n - 2)));
    order(
        "a shuffle where there is nothing to shuffle",
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE,
        null,
        s -> s.add(tally + 1, new Step(EventType.SHUFFLE, s.get(tally + 1).data())));
    order(
        "a ballot after the end of ballots",
        AuditCheck.EVENT_SEQUENCE,
        Reason.WRONG_SEQUENCE,
        null,
        s -> Collections.swap(s, end - 1, end));
  }

  private int index(final EventType type) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).type() == type) {
        return i;
      }
    }
    throw new IllegalStateException("no " + type);
  }

  private void order(
      final String name,
      final AuditCheck check,
      final Reason reason,
      final String accepted,
      final Consumer<List<Step>> change)
      throws IOException {
    final List<Step> changed = new ArrayList<>(steps);
    change.accept(changed);
    add(name, write(changed), check, reason, accepted);
  }

  // ---- contents of data ------------------------------------------------------------------------

  private void contents() throws IOException {
    final int tally = index(EventType.ENCRYPTED_TALLY);
    final int partial = tally + 1;
    final int result = index(EventType.RESULT);

    // Setup. The structure that names the data follows the change.
    setup(
        "another name of the election",
        0,
        "\"name\":\"Test\"",
        "\"name\":\"Tests\"",
        AuditCheck.BALLOT_ELECTION,
        Reason.WRONG_ELECTION_HASH);
    setup(
        "another version",
        0,
        "\"version\":1",
        "\"version\":2",
        AuditCheck.ELECTION,
        Reason.UNSUPPORTED);
    setup(
        "another group",
        0,
        "BELENIOS-2048",
        "BELENIOS-1024",
        AuditCheck.ELECTION,
        Reason.UNSUPPORTED);
    setup(
        "a public key outside the group",
        0,
        "(\"public_key\":\"1*)[02-9]",
        "$11",
        AuditCheck.ELECTION,
        Reason.NOT_IN_GROUP);
    setup(
        "the public key of somebody else",
        0,
        "\"public_key\":\"\\d+",
        "\"public_key\":\"" + SampleElection.GROUP.generator(),
        AuditCheck.PUBLIC_KEY,
        Reason.WRONG_PUBLIC_KEY);
    setup(
        "a short identifier",
        0,
        "\"uuid\":\"\\w",
        "\"uuid\":\"",
        AuditCheck.ELECTION,
        Reason.MALFORMED_FIELD);
    setup(
        "another maximum", 0, "\"max\":1", "\"max\":2", AuditCheck.BALLOT_FORM, Reason.WRONG_SHAPE);
    setup(
        "a maximum above the answers",
        0,
        "\"max\":1",
        "\"max\":9",
        AuditCheck.ELECTION,
        Reason.NUMBER_OUT_OF_RANGE);
    setup(
        "a wrong proof of knowledge",
        1,
        "(\"challenge\":\"1*)[02-9]",
        "$11",
        AuditCheck.TRUSTEES,
        Reason.INVALID_PROOF_OF_KNOWLEDGE);
    setup(
        "another threshold",
        1,
        "\"threshold\":2",
        "\"threshold\":3",
        AuditCheck.TRUSTEES,
        Reason.WRONG_SHAPE);
    setup(
        "a changed certificate",
        1,
        "(\"threshold\":2.*?\"challenge\":\"1*)[02-9]",
        "$11",
        AuditCheck.TRUSTEES,
        Reason.INVALID_CERTIFICATE);
    setup(
        "a credential outside the group",
        2,
        "(\\[\"1*)[02-9]",
        "$11",
        AuditCheck.CREDENTIALS,
        Reason.NOT_IN_GROUP);
    setup(
        "a credential missing",
        2,
        "\\[\"[\\d,]+\",",
        "[",
        AuditCheck.BALLOT_CREDENTIAL,
        Reason.UNKNOWN_CREDENTIAL);
    setup(
        "a credential twice",
        2,
        "(\\[\"[\\d,]+\",)",
        "$1" + "@",
        AuditCheck.CREDENTIALS,
        Reason.DUPLICATE_CREDENTIAL);
    setup("another weight", 2, ",2\"", ",3\"", AuditCheck.TALLY_SIZE, Reason.WRONG_TALLY_SIZE);

    data(
        "setup naming another election",
        0,
        3,
        "\"election\":\"[0-9a-f]{4}",
        "\"election\":\"0000",
        AuditCheck.SETUP,
        Reason.WRONG_PAYLOAD,
        null);

    data(
        "a wrong number of ballots",
        tally,
        1,
        "\"num_tallied\":\\d+",
        "\"num_tallied\":1",
        AuditCheck.TALLY_SIZE,
        Reason.WRONG_TALLY_SIZE,
        TALLY);
    data(
        "a wrong total weight",
        tally,
        1,
        "\"total_weight\":\\d+",
        "\"total_weight\":1",
        AuditCheck.TALLY_SIZE,
        Reason.WRONG_TALLY_SIZE,
        TALLY);
    tally(tally);

    owner(
        "a partial decryption of another trustee",
        partial,
        "\"owner\":1",
        "\"owner\":2",
        AuditCheck.DECRYPTION_PROOFS,
        Reason.INVALID_DECRYPTION_PROOF);
    owner(
        "a partial decryption of nobody",
        partial,
        "\"owner\":1",
        "\"owner\":5",
        AuditCheck.DECRYPTION_OWNER,
        Reason.UNKNOWN_TRUSTEE);
    owner(
        "a partial decryption of trustee 0",
        partial,
        "\"owner\":1",
        "\"owner\":0",
        AuditCheck.DECRYPTION_OWNER,
        Reason.UNKNOWN_TRUSTEE);
    factors(
        "a factor outside the group",
        partial,
        "(\\[\\[\"1*)[02-9]",
        "$11",
        AuditCheck.DECRYPTION_PROOFS,
        Reason.NOT_IN_GROUP);
    factors(
        "a factor of zero",
        partial,
        "(\\[\\[\")\\d+",
        "$10",
        AuditCheck.DECRYPTION_PROOFS,
        Reason.NUMBER_OUT_OF_RANGE);
    factors(
        "another factor of the group",
        partial,
        "(\\[\\[\")\\d+",
        "$1" + SampleElection.GROUP.generator(),
        AuditCheck.DECRYPTION_PROOFS,
        Reason.INVALID_DECRYPTION_PROOF);
    factors(
        "a wrong decryption proof",
        partial,
        "\"response\":\"\\d+",
        "\"response\":\"7",
        AuditCheck.DECRYPTION_PROOFS,
        Reason.INVALID_DECRYPTION_PROOF);
    factors(
        "factors swapped",
        partial,
        "\\[\\[(\"\\d+\"),(\"\\d+\")",
        "[[$2,$1",
        AuditCheck.DECRYPTION_PROOFS,
        Reason.INVALID_DECRYPTION_PROOF);
    factors(
        "a factor missing",
        partial,
        "\\[\\[\"\\d+\",",
        "[[",
        AuditCheck.DECRYPTION_PROOFS,
        Reason.WRONG_SHAPE);

    data(
        "a wrong count",
        result,
        0,
        "\\[\\[\\d+",
        "[[1000",
        AuditCheck.RESULT,
        Reason.WRONG_RESULT,
        null);
    data(
        "a negative count",
        result,
        0,
        "\\[\\[\\d+",
        "[[-1",
        AuditCheck.RESULT,
        Reason.NUMBER_OUT_OF_RANGE,
        null);
    data(
        "a count missing",
        result,
        0,
        "\\[\\[\\d+,",
        "[[",
        AuditCheck.RESULT,
        Reason.WRONG_SHAPE,
        null);
    data(
        "a result with an unknown member",
        result,
        0,
        "\\{",
        "{\"x\":1,",
        AuditCheck.RESULT,
        Reason.MALFORMED_FIELD,
        UNKNOWN);
    data(
        "a result that is no JSON",
        result,
        0,
        "\\]\\]\\}",
        "]]",
        AuditCheck.RESULT,
        Reason.MALFORMED_JSON,
        null);
  }

  private void setup(
      final String name,
      final int data,
      final String pattern,
      final String replacement,
      final AuditCheck check,
      final Reason reason)
      throws IOException {
    final List<byte[]> changed = new ArrayList<>(steps.get(0).data());
    final String before = text(changed.get(data));
    String after = before.replaceFirst("(?s)" + pattern, replacement);
    if (after.contains("@")) {
      final String first = before.replaceFirst("(?s)\\[(\"[\\d,]+\",).*", "$1");
      after = after.replace("@", first);
    }
    require(name, before, after);
    changed.set(data, after.getBytes(StandardCharsets.UTF_8));
    changed.set(
        3,
        org.voteregistry.ballot.archive.SetupData.of(changed.get(0), changed.get(1), changed.get(2))
            .json());
    replace(name, 0, changed, check, reason, null);
  }

  private void data(
      final String name,
      final int step,
      final int data,
      final String pattern,
      final String replacement,
      final AuditCheck check,
      final Reason reason,
      final String accepted)
      throws IOException {
    final List<byte[]> changed = new ArrayList<>(steps.get(step).data());
    final String before = text(changed.get(data));
    final String after = before.replaceFirst(pattern, replacement);
    require(name, before, after);
    changed.set(data, after.getBytes(StandardCharsets.UTF_8));
    replace(name, step, changed, check, reason, accepted);
  }

  /** The published tally holds the two choices of the first question the other way round. */
  private void tally(final int step) throws IOException {
    final String before = text(steps.get(step).data().get(0));
    final String after = before.replaceFirst("\\[\\[(\\{[^}]*\\}),(\\{[^}]*\\})", "[[$2,$1");
    require("tally", before, after);
    final byte[] changed = after.getBytes(StandardCharsets.UTF_8);
    final String sized =
        text(steps.get(step).data().get(1))
            .replace(Fingerprint.hex(steps.get(step).data().get(0)), Fingerprint.hex(changed));
    replace(
        "another encrypted tally",
        step,
        List.of(changed, sized.getBytes(StandardCharsets.UTF_8)),
        AuditCheck.TALLY_PRODUCT,
        Reason.WRONG_ENCRYPTED_TALLY,
        TALLY);
  }

  private void owner(
      final String name,
      final int step,
      final String from,
      final String to,
      final AuditCheck check,
      final Reason reason)
      throws IOException {
    data(name, step, 1, from, to, check, reason, null);
  }

  private void factors(
      final String name,
      final int step,
      final String pattern,
      final String replacement,
      final AuditCheck check,
      final Reason reason)
      throws IOException {
    final byte[] before = steps.get(step).data().get(0);
    final String after = text(before).replaceFirst(pattern, replacement);
    require(name, text(before), after);
    final byte[] changed = after.getBytes(StandardCharsets.UTF_8);
    final String owned =
        text(steps.get(step).data().get(1))
            .replace(Fingerprint.hex(before), Fingerprint.hex(changed));
    replace(
        name, step, List.of(changed, owned.getBytes(StandardCharsets.UTF_8)), check, reason, null);
  }

  private static void require(final String name, final String before, final String after) {
    if (before.equals(after)) {
      throw new IllegalStateException("the mutation changes nothing: " + name);
    }
  }

  private void replace(
      final String name,
      final int step,
      final List<byte[]> data,
      final AuditCheck check,
      final Reason reason,
      final String accepted)
      throws IOException {
    final List<Step> changed = new ArrayList<>(steps);
    changed.set(step, new Step(steps.get(step).type(), data));
    add(name, write(changed), check, reason, accepted);
  }

  static byte[] write(final List<Step> steps) throws IOException {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer = ArchiveWriter.create(out, Instant.EPOCH)) {
      for (final Step step : steps) {
        writer.event(step.type(), step.data());
      }
    }
    return out.toByteArray();
  }

  private static String text(final byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void add(
      final String name, final byte[] archive, final AuditCheck check, final Reason reason) {
    add(name, archive, check, reason, null);
  }

  private void add(
      final String name,
      final byte[] archive,
      final AuditCheck check,
      final Reason reason,
      final String accepted) {
    mutations.add(new Mutation(name, archive, check, reason, Optional.ofNullable(accepted)));
  }
}
