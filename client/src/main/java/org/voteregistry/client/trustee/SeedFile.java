package org.voteregistry.client.trustee;

import java.nio.file.Path;
import org.voteregistry.ballot.trustee.TrusteeSeed;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.Secret;

/** The secret key of a threshold trustee in a file. */
final class SeedFile {
  private SeedFile() {}

  static TrusteeSeed read(final Path file, final Output output) {
    try (Secret secret = Secret.ofFile(file, output)) {
      return Document.parse(file.toString(), secret.bytes(), TrusteeSeed::read);
    }
  }
}
