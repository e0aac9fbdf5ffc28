package org.voteregistry.ballot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.ballot.SampleElection;
import org.voteregistry.ballot.verify.VerificationReport.Outcome;

/** Every change to a valid archive fails the check that is meant for it. */
class ArchiveTamperingTest {
  @TempDir Path folder;

  @Test
  void everyMutationOfAnArchiveFailsTheRightCheck() throws IOException {
    final SampleElection election = new SampleElection(3, true).vote(31);
    final Path file = folder.resolve("changed.bel");
    for (final ArchiveMutations.Mutation mutation : new ArchiveMutations(election, folder).all()) {
      Files.write(file, mutation.archive());

      final VerificationReport report = new ElectionVerifier(2).verify(file);

      assertThat(report.passed()).as(mutation.name()).isFalse();
      assertThat(report.check(mutation.check()).outcome())
          .as("%s: %s", mutation.name(), report.findings())
          .isEqualTo(Outcome.FAILED);
      assertThat(report.check(mutation.check()).findings())
          .as(mutation.name())
          .extracting(VerificationReport.Finding::reason)
          .contains(mutation.reason());
      assertThat(report.result()).as(mutation.name()).isEmpty();
    }
  }

  @Test
  void randomChangesOfBytesAreReportedAndNothingIsThrown() throws IOException {
    final SampleElection election = new SampleElection(1, false).vote(32);
    final byte[] original = Files.readAllBytes(election.write(folder));
    final Path file = folder.resolve("random.bel");
    final Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      final byte[] changed = original.clone();
      final int at = random.nextInt(changed.length);
      changed[at] = (byte) (changed[at] + 1 + random.nextInt(255));
      Files.write(file, changed);

      assertThat(new ElectionVerifier(1).verify(file).passed()).as("byte %d", at).isFalse();
    }
  }

  @Test
  void aRecordThatPromisesMoreThanItHoldsCostsNoMemory() throws IOException {
    final SampleElection election = new SampleElection(1, false).vote(33);
    final byte[] original = Files.readAllBytes(election.write(folder));
    final byte[] size = "07777777777".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(size, 0, original, 1024 + 124, size.length);
    final Path file = Files.write(folder.resolve("large.bel"), original);

    assertThat(new ElectionVerifier(1).verify(file).check(AuditCheck.ARCHIVE_FORMAT).outcome())
        .isEqualTo(Outcome.FAILED);
  }
}
