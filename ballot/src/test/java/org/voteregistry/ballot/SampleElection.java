package org.voteregistry.ballot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
import org.voteregistry.ballot.trustee.PrivateKey;
import org.voteregistry.ballot.trustee.ThresholdCeremony;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.ballot.vote.Ballot;
import org.voteregistry.ballot.vote.BallotEncryption;
import org.voteregistry.ballot.vote.Selection;

/** An election made wholly by this module: one mandatory trustee and two of three others. */
public final class SampleElection {
  public static final Group GROUP = Group.belenios2048();
  public static final List<Question> QUESTIONS =
      List.of(
          new Question("Who?", List.of("Ada", "Grace"), false, 0, 1),
          new Question("What, \"exactly\"?", List.of("Thé", "Kaffee", "\u2615"), true, 1, 2));

  public final ElectionParameters parameters;
  public final Trustees trustees;
  public final List<PrivateKey> keys = new ArrayList<>();
  public final PublicCredentials credentials;
  public final List<SecretCredential> secrets = new ArrayList<>();
  public final List<Ballot> ballots = new ArrayList<>();
  public final List<List<Long>> expected = new ArrayList<>();

  public SampleElection(final int voters, final boolean weighted) {
    this(voters, weighted, QUESTIONS);
  }

  public SampleElection(final int voters, final boolean weighted, final List<Question> questions) {
    final PrivateKey single = PrivateKey.generate(GROUP);
    final ThresholdCeremony ceremony = ThresholdCeremony.run(GROUP, 3, 2);
    trustees =
        Trustees.create(
            List.of(
                new Trustees.Single(single.publicKey(GROUP)),
                new Trustees.Threshold(ceremony.parameters())));
    keys.add(single);
    keys.addAll(ceremony.keys());
    parameters =
        ElectionParameters.create(
            ElectionUuid.generate(),
            "Test",
            "A test\nwith \"quotes\" and ümlauts",
            GROUP,
            trustees.publicKey(GROUP),
            questions,
            Optional.of("Administrator"),
            Optional.empty());
    final List<PublicCredentials.Entry> entries = new ArrayList<>();
    for (int i = 0; i < voters; i++) {
      final SecretCredential secret = SecretCredential.generate();
      secrets.add(secret);
      entries.add(
          new PublicCredentials.Entry(
              secret.publicCredential(GROUP, parameters.uuid()), weighted ? i + 1 : 1));
    }
    credentials = PublicCredentials.create(entries);
    questions.forEach(
        q ->
            expected.add(
                new ArrayList<>(IntStream.range(0, q.choices()).mapToObj(i -> 0L).toList())));
  }

  /** Each voter votes once, at random. */
  public SampleElection vote(final long seed) {
    final Random random = new Random(seed);
    for (int i = 0; i < secrets.size(); i++) {
      cast(
          i, parameters.questions().stream().map(q -> randomSelection(q, random)).toList(), random);
    }
    return this;
  }

  private void cast(final int voter, final List<List<Integer>> choices, final Random random) {
    final List<Selection> selections = new ArrayList<>();
    for (int q = 0; q < choices.size(); q++) {
      selections.add(Selection.of(parameters.questions().get(q), choices.get(q)));
    }
    final Ballot ballot = new BallotEncryption(parameters).encrypt(secrets.get(voter), selections);
    final long weight = credentials.weight(credentials.indexOf(ballot.credential()).orElseThrow());
    for (int q = 0; q < choices.size(); q++) {
      for (int j = 0; j < choices.get(q).size(); j++) {
        expected.get(q).set(j, expected.get(q).get(j) + weight * choices.get(q).get(j));
      }
    }
    ballots.add(ballot);
  }

  /** Some valid vector of choices. */
  public static List<Integer> randomSelection(final Question question, final Random random) {
    final List<Integer> choices =
        new ArrayList<>(IntStream.range(0, question.choices()).mapToObj(i -> 0).toList());
    if (question.blank() && random.nextInt(4) == 0) {
      choices.set(0, 1);
      return choices;
    }
    final int offset = question.blank() ? 1 : 0;
    final List<Integer> order =
        new ArrayList<>(IntStream.range(0, question.answers().size()).boxed().toList());
    java.util.Collections.shuffle(order, random);
    final int count = question.min() + random.nextInt(question.max() - question.min() + 1);
    for (int i = 0; i < count; i++) {
      choices.set(offset + order.get(i), 1);
    }
    return choices;
  }

  public TallyAccumulation accumulate() {
    final TallyAccumulation accumulation = new TallyAccumulation(parameters);
    ballots.forEach(
        ballot ->
            accumulation.add(
                ballot,
                credentials.weight(credentials.indexOf(ballot.credential()).orElseThrow())));
    return accumulation;
  }

  /** Partial decryptions of the trustees with these numbers. */
  public SortedMap<Integer, PartialDecryption> decrypt(final int... owners) {
    final SortedMap<Integer, PartialDecryption> partials = new TreeMap<>();
    for (final int owner : owners) {
      partials.put(
          owner, PartialDecryption.compute(parameters, accumulate().tally(), keys.get(owner - 1)));
    }
    return partials;
  }

  /** The archive up to the result. */
  public Path write(final Path folder) throws IOException {
    final Path file = folder.resolve(parameters.uuid() + ".bel");
    final TallyAccumulation accumulation = accumulate();
    final SortedMap<Integer, PartialDecryption> partials = decrypt(1, 2, 4);
    try (ArchiveWriter writer = ArchiveWriter.create(file, Instant.EPOCH)) {
      writer.setup(parameters, trustees, credentials);
      for (final Ballot ballot : ballots) {
        writer.ballot(ballot.json());
      }
      writer.endBallots();
      writer.encryptedTally(accumulation.tally(), accumulation.sized());
      for (final var partial : partials.entrySet()) {
        writer.partialDecryption(partial.getKey(), partial.getValue());
      }
      writer.result(
          ElectionResult.compute(
              parameters,
              accumulation.tally(),
              accumulation.sized().totalWeight(),
              trustees,
              partials));
    }
    return file;
  }
}
