package org.voteregistry.ballot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.voteregistry.ballot.archive.ArchiveReader;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.election.ElectionParameters;

/** Takes the roll out of an archive. */
final class Rolls {
  private Rolls() {}

  static PublicCredentials of(final Path archive, final ElectionParameters election)
      throws IOException {
    try (var in = Files.newInputStream(archive)) {
      return PublicCredentials.read(
          election.group(), new ArchiveReader(in).next().orElseThrow().data().get(2));
    }
  }
}
