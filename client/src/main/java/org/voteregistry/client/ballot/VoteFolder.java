package org.voteregistry.client.ballot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.vote.Ballot;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.OutputFile;
import org.voteregistry.proofs.VoteReceipt;

/**
 * The folder where a voter keeps a vote: {@code ballot.json} exactly as it is cast, {@code
 * accepted.json}, the service's answer, and {@code receipt.json}. The ballot is on disk before it
 * is sent: the second encryption of a vote is another ballot, and a credential has only one.
 */
final class VoteFolder {
  private final Path folder;

  VoteFolder(final Path folder) {
    this.folder = folder;
    OutputFile.createSecretFolder(folder);
  }

  /**
   * A ballot for the election.
   *
   * @param bytes to cast
   * @param resumed whether it was made in an earlier run
   */
  record Kept(byte[] bytes, boolean resumed) {}

  /** The ballot that is kept here; without one, it is made and kept. */
  Kept ballot(final ElectionParameters election, final Supplier<byte[]> encryption) {
    final Path file = ballotFile();
    if (!Files.exists(file)) {
      final byte[] made = encryption.get();
      OutputFile.place(file, made);
      return new Kept(made, false);
    }
    final byte[] kept = Document.bytes(file);
    final Ballot ballot =
        Document.parse(file.toString(), kept, json -> Ballot.read(election.group(), json));
    if (!ballot.electionUuid().equals(election.uuid())
        || !ballot.electionHash().equals(election.fingerprint())) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          "%s was made for election %s with fingerprint %s, not for this one"
              .formatted(file, ballot.electionUuid(), ballot.electionHash()));
    }
    return new Kept(kept, true);
  }

  void keepAcceptance(final byte[] answer) {
    OutputFile.place(folder.resolve("accepted.json"), answer);
  }

  void keepReceipt(final VoteReceipt receipt) {
    OutputFile.place(receiptFile(), receipt.toJson());
  }

  Path ballotFile() {
    return folder.resolve("ballot.json");
  }

  Path receiptFile() {
    return folder.resolve("receipt.json");
  }

  /** Where the receipt is, once the vote is recorded. */
  Optional<Path> receipt() {
    return Files.exists(receiptFile()) ? Optional.of(receiptFile()) : Optional.empty();
  }
}
