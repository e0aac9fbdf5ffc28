package org.voteregistry.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.ballot.archive.ArchiveReader;
import org.voteregistry.ballot.archive.SetupData;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.ElectionTemplate;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.Owned;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.tally.SizedEncryptedTally;
import org.voteregistry.ballot.trustee.Certificate;
import org.voteregistry.ballot.trustee.Pedersen;
import org.voteregistry.ballot.trustee.Polynomial;
import org.voteregistry.ballot.trustee.PrivateKey;
import org.voteregistry.ballot.trustee.ThresholdParameters;
import org.voteregistry.ballot.trustee.TrusteePublicKey;
import org.voteregistry.ballot.trustee.TrusteeSeed;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.ballot.trustee.Vinput;
import org.voteregistry.ballot.trustee.Voutput;

/**
 * Every parser takes any bytes: whatever is malformed gets a {@link Refusal}, and nothing else ends
 * it. Valid documents are damaged at random, from a fixed seed, and some hostile ones are made.
 */
class ParserFuzzTest {
  private static final long SEED = 20_261_126;
  private static final int MUTATIONS = 150;
  private static final int HUGE = 1_000_000;
  private static final Group GROUP = SampleElection.GROUP;

  @TempDir private static Path folder;
  private static final Map<String, Target> TARGETS = new LinkedHashMap<>();

  private record Target(byte[] valid, Consumer<byte[]> parser) {}

  @BeforeAll
  static void makeValidDocuments() throws IOException {
    final SampleElection election = new SampleElection(3, true).vote(SEED);
    final ElectionParameters parameters = election.parameters;
    final Path archive = election.write(folder);

    target("json", parameters.json(), JsonReader::read);
    target("parameters", parameters.json(), ElectionParameters::read);
    target(
        "template",
        utf8(
            "{\"description\":\"d\",\"name\":\"n\",\"questions\":[{\"answers\":[\"a\"],\"min\":0,\"max\":1,\"question\":\"q\"}]}"),
        ElectionTemplate::read);
    target("trustees", election.trustees.json(), json -> Trustees.read(GROUP, json));
    target("credentials", election.credentials.json(), json -> PublicCredentials.read(GROUP, json));
    target(
        "ballot",
        election.ballots.getFirst().json(),
        json -> org.voteregistry.ballot.vote.Ballot.read(GROUP, json));
    target(
        "encrypted tally",
        election.accumulate().tally().json(),
        json -> EncryptedTally.read(parameters, json));
    target("sized tally", election.accumulate().sized().json(), SizedEncryptedTally::read);
    target(
        "partial decryption",
        election.decrypt(1).get(1).json(),
        json -> PartialDecryption.read(parameters, json));
    target("owned", new Owned(1, "a".repeat(64)).json(), Owned::read);
    target(
        "result",
        new ElectionResult(election.expected).json(),
        json -> ElectionResult.read(parameters, json));
    target(
        "setup",
        SetupData.of(parameters.json(), election.trustees.json(), election.credentials.json())
            .json(),
        SetupData::read);
    target("private key", utf8("\"12345678901234567890\""), json -> PrivateKey.read(GROUP, json));
    target(
        "secret credential",
        utf8(new String(election.secrets.getFirst().reveal())),
        bytes ->
            SecretCredential.read(new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()));
    target("archive", Files.readAllBytes(archive), ParserFuzzTest::readArchive);
    makeCeremony();
  }

  private static void makeCeremony() {
    final Pedersen pedersen = new Pedersen(GROUP);
    try (TrusteeSeed seed = TrusteeSeed.generate()) {
      final List<Certificate> certificates = List.of(pedersen.certificate(seed));
      final Polynomial polynomial = pedersen.polynomial(certificates, seed, 1);
      final Vinput vinput = pedersen.vinputs(certificates, List.of(polynomial)).getFirst();
      final Voutput voutput = pedersen.voutput(certificates, seed, vinput);
      target("certificate", certificates.getFirst().json(), json -> Certificate.read(GROUP, json));
      target("polynomial", polynomial.json(), json -> Polynomial.read(GROUP, json));
      target("vinput", vinput.json(), json -> Vinput.read(GROUP, json));
      target("voutput", voutput.json(), json -> Voutput.read(GROUP, json));
      target(
          "threshold parameters",
          pedersen.parameters(certificates, List.of(polynomial), List.of(voutput)).json(),
          json -> ThresholdParameters.read(GROUP, json));
      target("trustee key", voutput.publicKey().json(), json -> TrusteePublicKey.read(GROUP, json));
    }
  }

  private static void target(final String name, final byte[] valid, final Consumer<byte[]> parser) {
    TARGETS.put(name, new Target(valid, parser));
  }

  private static void readArchive(final byte[] bytes) {
    try {
      final ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(bytes));
      while (reader.next().isPresent()) {
        // every event is read
      }
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsDamagedAndDoesNothingElse() {
    return TARGETS.entrySet().stream()
        .map(target -> DynamicTest.dynamicTest(target.getKey(), () -> fuzz(target.getValue())));
  }

  private static void fuzz(final Target target) {
    target.parser().accept(target.valid());
    final Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      refused += refuses(target, damaged(target.valid(), random)) ? 1 : 0;
    }
    // Some damage makes another valid document; most does not.
    assertThat(refused).isGreaterThan(MUTATIONS / 3);
    for (final byte[] hostile : hostile(random)) {
      assertThat(refuses(target, hostile) || hostile.length == 0 || isPlainJson(target)).isTrue();
    }
  }

  private static boolean isPlainJson(final Target target) {
    return target == TARGETS.get("json");
  }

  private static boolean refuses(final Target target, final byte[] bytes) {
    try {
      target.parser().accept(bytes);
      return false;
    } catch (final Refusal refusal) {
      assertThat(refusal.getMessage().length()).isLessThan(2000);
      return true;
    } catch (final RuntimeException | Error e) {
      return fail(
          "not refused, but ended by this; the document begins with "
              + new String(
                  Arrays.copyOf(bytes, Math.min(200, bytes.length)), StandardCharsets.ISO_8859_1),
          e);
    }
  }

  private static byte[] damaged(final byte[] valid, final Random random) {
    final byte[] bytes = valid.clone();
    final int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 3 -> {
        final byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] =
            "0-\"\\{}[],:e.\n \u00e9".getBytes(StandardCharsets.ISO_8859_1)[random.nextInt(16)];
        return longer;
      }
      case 4 -> {
        final int length = random.nextInt(Math.min(64, bytes.length - at));
        final byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
      }
      default -> {
        final int from = random.nextInt(bytes.length);
        final int length = Math.min(random.nextInt(200), bytes.length - Math.max(at, from));
        System.arraycopy(valid, from, bytes, at, length);
      }
    }
    return bytes;
  }

  private static List<byte[]> hostile(final Random random) {
    final byte[] noise = new byte[HUGE];
    random.nextBytes(noise);
    return List.of(
        new byte[0],
        noise,
        utf8("[".repeat(HUGE)),
        utf8("{\"a\":".repeat(HUGE / 5)),
        utf8("[" + "1".repeat(HUGE) + "]"),
        utf8("\"" + "9".repeat(HUGE) + "\""),
        utf8("\"" + "\\u0000".repeat(HUGE / 6) + "\""),
        utf8("[" + "{},".repeat(HUGE / 3) + "{}]"),
        utf8("[" + "\"2\",".repeat(HUGE / 4) + "\"x\"]"));
  }

  private static byte[] utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
