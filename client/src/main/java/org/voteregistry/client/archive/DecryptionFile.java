package org.voteregistry.client.archive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.tally.Owned;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.client.console.Document;

/**
 * A trustee's partial decryption in a file, as {@code belenios-tool election decrypt} prints it: a
 * line with the decryption and a line that says whose it is.
 *
 * @param owner the trustee's number, from 1
 * @param partial the decryption
 */
public record DecryptionFile(int owner, PartialDecryption partial) {

  /** The content of the file. */
  public byte[] bytes() {
    final byte[] json = partial.json();
    final String lines =
        new String(json, StandardCharsets.UTF_8)
            + "\n"
            + new String(new Owned(owner, Fingerprint.hex(json)).json(), StandardCharsets.UTF_8)
            + "\n";
    return lines.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a file; whether the decryption is proven is not checked. */
  public static DecryptionFile read(final ElectionParameters election, final Path file) {
    return Document.read(
        file,
        content -> {
          final List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
          if (lines.size() != 2) {
            throw new Refusal(
                Reason.MALFORMED_FIELD,
                "",
                "two lines were expected: a partial decryption and its owner");
          }
          final byte[] json = lines.get(0).getBytes(StandardCharsets.UTF_8);
          final PartialDecryption partial = PartialDecryption.read(election, json);
          final Owned owned = Owned.read(lines.get(1).getBytes(StandardCharsets.UTF_8));
          if (!owned.payload().equals(Fingerprint.hex(partial.json()))) {
            throw new Refusal(
                Reason.WRONG_PAYLOAD, "payload", "not the hash of the partial decryption");
          }
          return new DecryptionFile(owned.owner(), partial);
        });
  }
}
