package org.voteregistry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voteregistry.ballot.archive.ArchiveWriter;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.ElectionUuid;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.PrivateKey;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.ballot.vote.BallotEncryption;
import org.voteregistry.ballot.vote.Selection;

/** An election with one question, of which exactly one answer is chosen. */
final class BallotSample {
  private static final Group GROUP = Group.belenios2048();

  private final ElectionParameters election;
  private final Trustees trustees;

  BallotSample(final int answers) {
    try (PrivateKey key = PrivateKey.generate(GROUP)) {
      trustees = Trustees.create(List.of(new Trustees.Single(key.publicKey(GROUP))));
    }
    election =
        ElectionParameters.create(
            ElectionUuid.generate(),
            "Measurement",
            "Holds no real votes.",
            GROUP,
            trustees.publicKey(GROUP),
            List.of(new Question("?", Collections.nCopies(answers, "answer"), false, 1, 1)),
            Optional.empty(),
            Optional.empty());
  }

  ElectionParameters election() {
    return election;
  }

  /** A ballot for some answer. */
  byte[] ballot(final SecretCredential credential, final int number) {
    final Question question = election.questions().getFirst();
    return new BallotEncryption(election)
        .encrypt(
            credential, List.of(Selection.chosen(question, number % question.answers().size())))
        .json();
  }

  /** Each of so many voters casts one ballot; all processors encrypt. */
  Path write(final Path folder, final int ballots) throws IOException {
    final List<SecretCredential> secrets =
        IntStream.range(0, ballots).mapToObj(i -> SecretCredential.generate()).toList();
    final PublicCredentials credentials =
        PublicCredentials.create(
            secrets.parallelStream()
                .map(
                    secret ->
                        new PublicCredentials.Entry(
                            secret.publicCredential(GROUP, election.uuid()), 1))
                .toList());
    final List<byte[]> cast =
        IntStream.range(0, ballots).parallel().mapToObj(i -> ballot(secrets.get(i), i)).toList();
    final Path archive = folder.resolve(election.uuid() + ".bel");
    try (ArchiveWriter writer = ArchiveWriter.create(archive, Instant.now())) {
      writer.setup(election, trustees, credentials);
      for (final byte[] ballot : cast) {
        writer.ballot(ballot);
      }
    }
    return archive;
  }
}
