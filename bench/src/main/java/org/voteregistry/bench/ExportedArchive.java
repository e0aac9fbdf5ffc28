package org.voteregistry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.ballot.verify.VerificationReport;

/**
 * An election's archive, and what two independent programs say of it: the verifier of this project
 * and {@code belenios-tool}.
 *
 * @param tool empty where the tool is not installed
 */
record ExportedArchive(
    Path file, long bytes, VerificationReport report, Optional<BeleniosTool.Verdict> tool) {

  /** Downloads the archive into a folder of its own below the data folder and has it verified. */
  static ExportedArchive of(final BackendApi api, final String electionUuid, final Path data) {
    try {
      final Path folder = Files.createDirectories(data.resolve("archives").resolve(electionUuid));
      final Path file = folder.resolve(electionUuid + ".bel");
      api.archive(electionUuid, file);
      return new ExportedArchive(
          file,
          Files.size(file),
          new ElectionVerifier().verify(file),
          BeleniosTool.find().map(tool -> tool.verify(folder)));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean accepted() {
    return report.passed()
        && report.result().isPresent()
        && tool.map(BeleniosTool.Verdict::accepted).orElse(true);
  }

  /** The verified counts, of all questions one after the other. */
  List<Long> counts() {
    return report.result().map(ElectionResult::counts).orElse(List.of()).stream()
        .flatMap(List::stream)
        .toList();
  }
}
