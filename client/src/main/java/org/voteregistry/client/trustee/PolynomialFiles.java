package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.List;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Polynomial;
import org.voteregistry.client.console.Document;
import picocli.CommandLine.Option;

/** What every trustee dealt in step 2. */
final class PolynomialFiles {
  private static final String NAME = "--polynomials";

  @Option(
      names = NAME,
      required = true,
      split = ",",
      paramLabel = "FILE",
      description = "The polynomials of all trustees, in the order of the certificates.")
  private List<Path> files;

  /** Reads them and refuses another number than that of the trustees. */
  List<Polynomial> read(final Group group, final int trustees) {
    final List<Polynomial> polynomials =
        Document.readLines(files, json -> Polynomial.read(group, json));
    CeremonyFiles.expectOneEach(NAME, polynomials.size(), trustees);
    return polynomials;
  }
}
