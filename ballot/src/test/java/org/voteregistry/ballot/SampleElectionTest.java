package org.voteregistry.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.ballot.archive.ArchiveWriter;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.verify.AuditCheck;
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.ballot.verify.VerificationReport;
import org.voteregistry.ballot.verify.VerificationReport.Outcome;
import org.voteregistry.ballot.vote.BallotCheck;

class SampleElectionTest {
  @TempDir Path folder;

  @Test
  void anElectionOfThisModulePassesEveryCheckAndCountsEveryChoice() throws IOException {
    final SampleElection election = new SampleElection(6, true).vote(1);

    final VerificationReport report = new ElectionVerifier().verify(election.write(folder));

    assertThat(report.findings()).isEmpty();
    assertThat(report.checks())
        .filteredOn(check -> check.outcome() == Outcome.SKIPPED)
        .extracting(VerificationReport.Check::check)
        .containsExactly(AuditCheck.CONTINUATION);
    assertThat(report.result().orElseThrow().counts()).isEqualTo(election.expected);
    assertThat(report.counted()).isEqualTo(6);
  }

  @Test
  void anyValidChoiceEncryptsVerifiesAndTalliesToTheRightSum() {
    final Random random = new Random(7);
    for (int round = 0; round < 6; round++) {
      final int answers = 1 + random.nextInt(5);
      final int min = random.nextInt(answers + 1);
      final int max = min + random.nextInt(answers - min + 1);
      final SampleElection election =
          new SampleElection(
                  4,
                  random.nextBoolean(),
                  List.of(
                      new Question(
                          "?",
                          java.util.Collections.nCopies(answers, "a"),
                          random.nextBoolean(),
                          min,
                          max)))
              .vote(round);
      final BallotCheck check = new BallotCheck(election.parameters, election.credentials);
      election.ballots.forEach(ballot -> check.check(ballot.json()));

      final ElectionResult result =
          ElectionResult.compute(
              election.parameters,
              election.accumulate().tally(),
              election.credentials.totalWeight(),
              election.trustees,
              election.decrypt(1, 3, 4));

      assertThat(result.counts()).isEqualTo(election.expected);
    }
  }

  @Test
  void takingABallotOutOfTheTallyLeavesTheOthers() {
    final SampleElection election = new SampleElection(3, true).vote(2);
    final var all = election.accumulate();
    all.remove(
        election.ballots.getLast(),
        election.credentials.weight(
            election.credentials.indexOf(election.ballots.getLast().credential()).orElseThrow()));
    election.ballots.removeLast();

    assertThat(all.sized()).isEqualTo(election.accumulate().sized());
  }

  @Test
  void anyTwoOfThreeTrusteesGiveTheSameResultAndOneAloneGivesNone() {
    final SampleElection election = new SampleElection(3, false).vote(3);
    final var tally = election.accumulate().tally();

    for (final int[] owners : new int[][] {{1, 2, 3}, {1, 2, 4}, {1, 3, 4}, {1, 2, 3, 4}}) {
      assertThat(
              ElectionResult.compute(
                      election.parameters, tally, 3, election.trustees, election.decrypt(owners))
                  .counts())
          .isEqualTo(election.expected);
    }
    final var tooFew = election.decrypt(1, 2);
    assertThatThrownBy(
            () -> ElectionResult.compute(election.parameters, tally, 3, election.trustees, tooFew))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.NOT_ENOUGH_DECRYPTIONS));
    final var withoutMandatory = election.decrypt(2, 3);
    assertThatThrownBy(
            () ->
                ElectionResult.compute(
                    election.parameters, tally, 3, election.trustees, withoutMandatory))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.NOT_ENOUGH_DECRYPTIONS));
  }

  @Test
  void aVoterWhoVotesAgainIsCountedOnceAndAnArchiveIsContinued() throws IOException {
    final SampleElection election = new SampleElection(2, false).vote(4);
    final Path file = folder.resolve("revote.bel");
    try (ArchiveWriter writer = ArchiveWriter.create(file, java.time.Instant.EPOCH)) {
      writer.setup(election.parameters, election.trustees, election.credentials);
      writer.ballot(election.ballots.get(0).json());
      writer.ballot(election.ballots.get(1).json());
    }
    final Path recorded = Files.copy(file, folder.resolve("recorded.bel"));
    election.ballots.clear();
    election.vote(5);
    final var expected = election.accumulate();
    try (ArchiveWriter writer = ArchiveWriter.append(file)) {
      writer.ballot(election.ballots.get(1).json());
      writer.ballot(election.ballots.get(0).json());
      writer.endBallots();
      writer.encryptedTally(expected.tally(), expected.sized());
    }

    final VerificationReport report = new ElectionVerifier().verify(file, recorded);

    assertThat(report.findings()).isEmpty();
    assertThat(report.ballots()).isEqualTo(4);
    assertThat(report.counted()).isEqualTo(2);
    assertThat(report.check(AuditCheck.CONTINUATION).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(
            new ElectionVerifier().verify(recorded, file).check(AuditCheck.CONTINUATION).outcome())
        .isEqualTo(Outcome.FAILED);
  }
}
