package org.voteregistry.ballot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.ballot.BeleniosTool;
import org.voteregistry.ballot.SampleElection;
import org.voteregistry.ballot.archive.EventType;
import org.voteregistry.ballot.archive.SetupData;
import org.voteregistry.ballot.vote.BallotMutationArchives;

/**
 * Both programs judge the same changed files. By default belenios-tool sees some 60 of the changed
 * ballots; {@code -Dfull} shows it all of them.
 */
class TamperingAgreementIT {
  @TempDir Path folder;

  @Test
  void bothRefuseTheSameBallotsExceptWhereItIsExplained() throws Exception {
    final BeleniosTool tool = BeleniosTool.in(folder);
    final SampleElection election = new SampleElection(20, true).vote(41);
    final int every = System.getProperty("full") == null ? 43 : 1;
    final Path file = folder.resolve("changed.bel");
    final List<byte[]> setup =
        List.of(
            election.parameters.json(),
            election.trustees.json(),
            election.credentials.json(),
            SetupData.of(
                    election.parameters.json(),
                    election.trustees.json(),
                    election.credentials.json())
                .json());
    final List<String> disagreements = new ArrayList<>();
    final var mutations = BallotMutationArchives.every(election, every);
    for (final BallotMutationArchives.Named mutation : mutations) {
      Files.write(
          file,
          ArchiveMutations.write(
              List.of(
                  new ArchiveMutations.Step(EventType.SETUP, setup),
                  new ArchiveMutations.Step(EventType.BALLOT, List.of(mutation.ballot())))));
      if ((tool.verify().status() == 0) != mutation.acceptedByTool()
          || new ElectionVerifier(1).verify(file).passed()) {
        disagreements.add(mutation.name());
      }
    }

    assertThat(disagreements).isEmpty();
    assertThat(mutations).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void bothRefuseTheSameArchivesExceptWhereItIsExplained() throws Exception {
    final Path elsewhere = Files.createDirectory(folder.resolve("original"));
    final BeleniosTool tool = BeleniosTool.in(folder);
    final SampleElection election = new SampleElection(3, true).vote(42);
    final Path file = folder.resolve("changed.bel");
    for (final ArchiveMutations.Mutation mutation :
        new ArchiveMutations(election, elsewhere).all()) {
      Files.write(file, mutation.archive());

      assertThat(tool.verify().status() == 0)
          .as("%s: %s", mutation.name(), mutation.accepted())
          .isEqualTo(mutation.accepted().isPresent());
    }
  }
}
