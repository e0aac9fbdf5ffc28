package org.voteregistry.client.archive;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.ballot.verify.VerificationReport;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;

/** The audit of an archive before something is done with it. */
public final class Audit {
  private Audit() {}

  /**
   * Performs every check.
   *
   * @param recorded an older copy that the archive must continue
   */
  static VerificationReport report(
      final ElectionVerifier verifier, final Path archive, final Optional<Path> recorded) {
    try {
      return recorded.isPresent()
          ? verifier.verify(archive, recorded.get())
          : verifier.verify(archive);
    } catch (final NoSuchFileException e) {
      throw new CommandFailed(ExitCodes.USAGE, e.getFile() + " is not there");
    } catch (final IOException e) {
      throw new CommandFailed(ExitCodes.USAGE, archive + " cannot be read: " + e.getMessage());
    }
  }

  /** Refuses an archive that does not pass every check. */
  public static void require(final Path archive) {
    final VerificationReport report = report(new ElectionVerifier(), archive, Optional.empty());
    if (!report.passed()) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          archive
              + " does not pass the audit, so nothing was done with it:\n"
              + report.findings().stream()
                  .limit(10)
                  .map(
                      finding ->
                          "  %s: %s (%s)"
                              .formatted(finding.where(), finding.what(), finding.reason()))
                  .collect(Collectors.joining("\n")));
    }
  }
}
