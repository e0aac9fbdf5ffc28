package org.voteregistry.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.client.VoteRegistryClient;
import org.voteregistry.proofs.VoteHash;

/**
 * A voter who uses {@code client ballot cast}, in a process of its own, as a person would: it
 * fetches the election, encrypts, casts, and waits for the receipt.
 */
final class CommandLineVoter {
  private final URI backend;
  private final String electionUuid;

  CommandLineVoter(final URI backend, final String electionUuid) {
    this.backend = backend;
    this.electionUuid = electionUuid;
  }

  /**
   * Casts a ballot.
   *
   * @param choice as the command takes it: an answer's number, or {@code blank}
   * @throws BenchFailed when the command fails; what it said is in the message
   */
  CastVote cast(final int voter, final SecretCredential credential, final String choice) {
    return WorkFolder.use(Optional.empty(), folder -> cast(voter, folder, credential, choice));
  }

  private CastVote cast(
      final int voter, final Path folder, final SecretCredential credential, final String choice)
      throws IOException {
    final Path vote = folder.resolve("vote");
    final long sentAt = System.nanoTime();
    final Process client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                VoteRegistryClient.class.getName(),
                "ballot",
                "cast",
                "--backend=" + backend,
                "--election=" + electionUuid,
                "--credential-file=" + write(folder.resolve("credential"), credential),
                "--choice-file=" + Files.writeString(folder.resolve("choice"), choice),
                "--folder=" + vote)
            .redirectErrorStream(true)
            .start();
    client.getOutputStream().close();
    final String said =
        new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    final long nanos = System.nanoTime() - sentAt;
    final VoteHash hash = hash(client, vote.resolve("ballot.json"), said);
    return new CastVote(voter, hash, hash.reference().text(), sentAt, nanos);
  }

  private static VoteHash hash(final Process client, final Path ballot, final String said)
      throws IOException {
    try {
      if (client.waitFor() != 0) {
        throw new BenchFailed("client ballot cast failed: " + said);
      }
    } catch (final InterruptedException e) {
      client.destroy();
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
    final VoteHash hash = VoteHash.ofBallot(Files.readAllBytes(ballot));
    if (!said.contains(hash.reference().text())) {
      throw new BenchFailed("client ballot cast does not name its ballot's reference: " + said);
    }
    return hash;
  }

  /** The folder is the owner's alone. */
  private static Path write(final Path file, final SecretCredential credential) throws IOException {
    final char[] written = credential.reveal();
    try {
      return Files.writeString(file, CharBuffer.wrap(written));
    } finally {
      Arrays.fill(written, '\0');
    }
  }
}
