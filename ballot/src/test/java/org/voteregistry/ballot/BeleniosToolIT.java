package org.voteregistry.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.ballot.archive.ArchiveWriter;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.ElectionUuid;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.tally.TallyAccumulation;
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
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.ballot.vote.Ballot;
import org.voteregistry.ballot.vote.BallotCheck;
import org.voteregistry.ballot.vote.BallotEncryption;
import org.voteregistry.ballot.vote.Selection;

/** Both programs on the same elections. */
class BeleniosToolIT {
  private static final Group GROUP = Group.belenios2048();

  @TempDir Path folder;

  @Test
  void theToolAcceptsAnElectionOfThisModuleAtEveryStage() throws Exception {
    final BeleniosTool tool = BeleniosTool.in(folder);
    final SampleElection election = new SampleElection(4, true).vote(11);
    final Path file = folder.resolve(election.parameters.uuid() + ".bel");
    final TallyAccumulation accumulation = election.accumulate();
    final SortedMap<Integer, PartialDecryption> partials = election.decrypt(1, 3, 4);
    try (ArchiveWriter writer = ArchiveWriter.create(file, Instant.ofEpochSecond(1_700_000_000))) {
      writer.setup(election.parameters, election.trustees, election.credentials);
      writer.flush();
      assertAccepted(tool);
      for (final Ballot ballot : election.ballots) {
        writer.ballot(ballot.json());
      }
      writer.flush();
      assertAccepted(tool);
      writer.endBallots();
      writer.encryptedTally(accumulation.tally(), accumulation.sized());
      writer.flush();
      assertAccepted(tool);
      for (final var partial : partials.entrySet()) {
        writer.partialDecryption(partial.getKey(), partial.getValue());
      }
      writer.flush();
      assertAccepted(tool);
      assertThat(tool.call("", "election", "compute-encrypted-tally"))
          .isEqualTo(
              text(accumulation.tally().json()) + "\n" + text(accumulation.sized().json()) + "\n");
      final ElectionResult result =
          ElectionResult.compute(
              election.parameters,
              accumulation.tally(),
              accumulation.sized().totalWeight(),
              election.trustees,
              partials);
      assertThat(tool.call("", "election", "compute-result")).isEqualTo(text(result.json()) + "\n");
      writer.result(result);
      writer.flush();
      assertAccepted(tool);
    }
    assertThat(new ElectionVerifier().verify(file).findings()).isEmpty();
  }

  /** Every ballot, trustee and credential comes from either program at random. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mixedElectionsAreAcceptedByBoth(final long seed) throws Exception {
    final BeleniosTool tool = BeleniosTool.in(folder);
    final Random random = new Random(seed);
    final boolean weighted = seed % 2 == 0;
    final String uuid =
        random.nextBoolean()
            ? ElectionUuid.generate()
            : tool.call("", "setup", "generate-token").strip();

    // Trustees: two mandatory ones, then three of whom two are needed.
    final List<Trustees.Item> items = new ArrayList<>();
    final List<PrivateKey> keys = new ArrayList<>();
    final List<Optional<Path>> keyFiles = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      final TrusteePublicKey publicKey;
      if (random.nextBoolean()) {
        final PrivateKey key = PrivateKey.generate(GROUP);
        keys.add(key);
        publicKey = key.publicKey(GROUP);
        keyFiles.add(Optional.of(Files.write(folder.resolve("own" + i), key.reveal(GROUP))));
      } else {
        tool.call("", "setup", "generate-trustee-key", "--group", "BELENIOS-2048");
        final Path privateFile = move(tool.files(".privkey").getFirst(), "tool" + i);
        publicKey =
            TrusteePublicKey.read(
                GROUP,
                strip(Files.readAllBytes(move(tool.files(".pubkey").getFirst(), "pub" + i))));
        keys.add(PrivateKey.read(GROUP, strip(Files.readAllBytes(privateFile))));
        keyFiles.add(Optional.of(privateFile));
      }
      publicKey.check(GROUP, "");
      items.add(new Trustees.Single(publicKey));
    }
    final List<TrusteeSeed> seeds = new ArrayList<>();
    final List<String> encryptedKeys = new ArrayList<>();
    items.add(new Trustees.Threshold(ceremony(tool, random, seeds, encryptedKeys)));
    final Pedersen pedersen = new Pedersen(GROUP);
    for (int i = 0; i < seeds.size(); i++) {
      keys.add(pedersen.decryptionKey(seeds.get(i), encryptedKeys.get(i)));
    }
    final Trustees trustees = Trustees.create(items);
    final ElectionParameters parameters =
        ElectionParameters.create(
            uuid,
            "Mixed",
            "Gemischt",
            GROUP,
            trustees.publicKey(GROUP),
            SampleElection.QUESTIONS,
            Optional.empty(),
            Optional.of("Registrar"));

    // Credentials: a list of the tool, or ours.
    final List<String> secrets = new ArrayList<>();
    final PublicCredentials roll = roll(tool, random.nextBoolean(), weighted, uuid, secrets);

    final Path file = folder.resolve(uuid + ".bel");
    Files.write(folder.resolve("election.json"), parameters.json());
    Files.write(folder.resolve("trustees.json"), trustees.json());
    Files.write(folder.resolve("public_creds.json"), roll.json());
    tool.call("", "archive", "init");
    final BallotCheck check = new BallotCheck(parameters, roll);
    final TallyAccumulation accumulation = new TallyAccumulation(parameters);
    for (final String secret : secrets) {
      final List<List<Integer>> choices =
          parameters.questions().stream()
              .map(q -> SampleElection.randomSelection(q, random))
              .toList();
      final byte[] ballot;
      if (random.nextBoolean()) {
        ballot = encrypt(parameters, secret, choices);
      } else {
        Files.writeString(folder.resolve("cred"), secret);
        Files.writeString(folder.resolve("choice"), choices.toString());
        ballot =
            tool.call("", "election", "generate-ballot", "--privcred", "cred", "--ballot", "choice")
                .strip()
                .getBytes(StandardCharsets.UTF_8);
      }
      final BallotCheck.Verified verified = check.check(ballot);
      accumulation.add(verified.ballot(), verified.weight());
      tool.call(text(ballot) + "\n", "archive", "add-event", "--type=Ballot");
    }
    tool.call("", "archive", "add-event", "--type=EndBallots");
    tool.call(
        text(accumulation.tally().json()) + "\n" + text(accumulation.sized().json()) + "\n",
        "archive",
        "add-event",
        "--type=EncryptedTally");

    for (final int owner : new int[] {1, 2, 3, 5}) {
      if (random.nextBoolean()) {
        try (ArchiveWriter writer = ArchiveWriter.append(file)) {
          writer.partialDecryption(
              owner,
              PartialDecryption.compute(parameters, accumulation.tally(), keys.get(owner - 1)));
        }
      } else {
        tool.call(
            owner <= 2
                ? tool.call(
                    "",
                    "election",
                    "decrypt",
                    "--trustee-id",
                    "" + owner,
                    "--privkey",
                    keyFiles.get(owner - 1).orElseThrow().toString())
                : thresholdDecryption(
                    tool, owner, seeds.get(owner - 3), encryptedKeys.get(owner - 3)),
            "archive",
            "add-event",
            "--type=PartialDecryption");
      }
    }
    tool.call(tool.call("", "election", "compute-result"), "archive", "add-event", "--type=Result");

    assertAccepted(tool);
    final var report = new ElectionVerifier().verify(file);
    assertThat(report.findings()).isEmpty();
    assertThat(report.result()).isPresent();
  }

  private static String thresholdDecryption(
      final BeleniosTool tool, final int owner, final TrusteeSeed seed, final String encryptedKey)
      throws Exception {
    final Path folder = tool.files(".bel").getFirst().getParent();
    Files.write(folder.resolve("seed"), seed.reveal());
    Files.writeString(folder.resolve("dkey"), encryptedKey);
    return tool.call(
        "",
        "election",
        "decrypt-threshold",
        "--trustee-id",
        "" + owner,
        "--key",
        "seed",
        "--decryption-key",
        "dkey");
  }

  private ThresholdParameters ceremony(
      final BeleniosTool tool,
      final Random random,
      final List<TrusteeSeed> seeds,
      final List<String> encryptedKeys)
      throws Exception {
    final Pedersen pedersen = new Pedersen(GROUP);
    final String[] base = {"setup", "generate-trustee-key-threshold", "--group", "BELENIOS-2048"};
    final List<Certificate> certificates = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      if (random.nextBoolean()) {
        final TrusteeSeed seed = TrusteeSeed.generate();
        seeds.add(seed);
        certificates.add(pedersen.certificate(seed));
      } else {
        tool.call("", with(base, "--step", "1"));
        final Path cert = move(tool.files(".cert").getFirst(), "c" + i);
        final Path key = move(tool.files(".key").getFirst(), "k" + i);
        seeds.add(TrusteeSeed.read(strip(Files.readAllBytes(key))));
        certificates.add(Certificate.read(GROUP, strip(Files.readAllBytes(cert))));
      }
    }
    Files.writeString(
        folder.resolve("certs"),
        certificates.stream().map(c -> text(c.json()) + "\n").collect(Collectors.joining()));
    final List<Polynomial> polynomials = new ArrayList<>();
    for (final TrusteeSeed seed : seeds) {
      if (random.nextBoolean()) {
        polynomials.add(pedersen.polynomial(certificates, seed, 2));
      } else {
        Files.write(folder.resolve("seed"), seed.reveal());
        polynomials.add(
            Polynomial.read(
                GROUP,
                tool.call(
                        "",
                        with(
                            base,
                            "--certs",
                            "certs",
                            "--key",
                            "seed",
                            "--step",
                            "3",
                            "--threshold",
                            "2"))
                    .strip()
                    .getBytes(StandardCharsets.UTF_8)));
      }
    }
    final List<Vinput> vinputs = pedersen.vinputs(certificates, polynomials);
    final List<Voutput> voutputs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      if (random.nextBoolean()) {
        voutputs.add(pedersen.voutput(certificates, seeds.get(i), vinputs.get(i)));
      } else {
        Files.write(folder.resolve("seed"), seeds.get(i).reveal());
        voutputs.add(
            Voutput.read(
                GROUP,
                tool.call(
                        text(vinputs.get(i).json()) + "\n",
                        with(base, "--certs", "certs", "--key", "seed", "--step", "5"))
                    .strip()
                    .getBytes(StandardCharsets.UTF_8)));
      }
      encryptedKeys.add(voutputs.get(i).privateKey());
    }
    if (random.nextBoolean()) {
      return pedersen.parameters(certificates, polynomials, voutputs);
    }
    Files.writeString(
        folder.resolve("polys"),
        polynomials.stream().map(p -> text(p.json()) + "\n").collect(Collectors.joining()));
    return ThresholdParameters.read(
        GROUP,
        tool.call(
                voutputs.stream().map(v -> text(v.json()) + "\n").collect(Collectors.joining()),
                with(base, "--certs", "certs", "--polynomials", "polys", "--step", "6"))
            .strip()
            .getBytes(StandardCharsets.UTF_8));
  }

  private PublicCredentials roll(
      final BeleniosTool tool,
      final boolean byTool,
      final boolean weighted,
      final String uuid,
      final List<String> secrets)
      throws Exception {
    if (byTool) {
      final StringBuilder voters = new StringBuilder();
      for (int i = 1; i <= 5; i++) {
        voters.append("v").append(i).append(weighted ? ",," + i * 1_000 : "").append('\n');
      }
      Files.writeString(folder.resolve("voters"), voters);
      tool.call(
          "",
          "setup",
          "generate-credentials",
          "--uuid",
          uuid,
          "--group",
          "BELENIOS-2048",
          "--file",
          "voters");
      Files.readAllLines(tool.files(".privcreds").getFirst())
          .forEach(line -> secrets.add(line.substring(line.indexOf(' ') + 1)));
      // The file for the registrar also names the voters: credential,weight,name.
      final String named =
          Files.readString(tool.files(".pubcreds").getFirst(), StandardCharsets.UTF_8);
      final String published = named.strip().replaceAll(",?,v\\d+\"", "\"");
      return PublicCredentials.read(GROUP, published.getBytes(StandardCharsets.UTF_8));
    }
    final List<PublicCredentials.Entry> entries = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      try (SecretCredential secret = SecretCredential.generate()) {
        secrets.add(new String(secret.reveal()));
        entries.add(
            new PublicCredentials.Entry(
                secret.publicCredential(GROUP, uuid), weighted ? i * 1_000L : 1));
        assertThat(
                tool.call(
                        "",
                        "setup",
                        "generate-credentials",
                        "--uuid",
                        uuid,
                        "--group",
                        "BELENIOS-2048",
                        "--derive",
                        secrets.getLast())
                    .strip())
            .isEqualTo(entries.getLast().credential().toString());
      }
    }
    return PublicCredentials.create(entries);
  }

  private static byte[] encrypt(
      final ElectionParameters parameters, final String secret, final List<List<Integer>> choices) {
    final List<Selection> selections = new ArrayList<>();
    final List<Question> questions = parameters.questions();
    for (int i = 0; i < questions.size(); i++) {
      selections.add(Selection.of(questions.get(i), choices.get(i)));
    }
    try (SecretCredential credential = SecretCredential.read(secret.toCharArray())) {
      return new BallotEncryption(parameters).encrypt(credential, selections).json();
    }
  }

  private static void assertAccepted(final BeleniosTool tool) throws Exception {
    assertThat(tool.verify())
        .extracting(BeleniosTool.Run::status, BeleniosTool.Run::errors)
        .satisfies(
            list -> {
              assertThat(list.get(0)).as("%s", list.get(1)).isEqualTo(0);
              assertThat((String) list.get(1)).contains("all checks passed");
            });
  }

  private Path move(final Path file, final String name) throws IOException {
    return Files.move(file, folder.resolve(name));
  }

  private static String[] with(final String[] base, final String... more) {
    final List<String> all = new ArrayList<>(List.of(base));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String text(final byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] strip(final byte[] line) {
    return text(line).strip().getBytes(StandardCharsets.UTF_8);
  }
}
