package org.voteregistry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.ElectionUuid;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.tally.TallyAccumulation;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.ballot.vote.BallotCheck;

class VotersTest {
  private static final int COUNT = 12;
  private static final Group GROUP = Group.belenios2048();

  @Test
  void theirBallotsAreValidInTheOrderOfTheRollAndTwoTrusteesFindWhatTheyChose() {
    final String uuid = ElectionUuid.generate();
    try (DemoTrustees demo = DemoTrustees.create();
        Voters voters = Voters.of(uuid, COUNT)) {
      final Trustees trustees = Trustees.read(GROUP, demo.json());
      final ElectionParameters parameters = parameters(uuid, trustees);
      demo.requireKeyOf(parameters);
      final BallotCheck check =
          new BallotCheck(parameters, PublicCredentials.read(GROUP, voters.roll()));
      final TallyAccumulation tally = new TallyAccumulation(parameters);
      int voter = 0;
      for (final byte[] ballot : voters.ballots(parameters)) {
        final BallotCheck.Verified verified = check.check(ballot);
        assertThat(verified.voterIndex()).isEqualTo(voter++);
        tally.add(verified.ballot(), verified.weight());
      }
      final TreeMap<Integer, PartialDecryption> partials = new TreeMap<>();
      for (final int owner : List.of(1, DemoTrustees.COUNT)) {
        partials.put(owner, demo.decrypt(parameters, tally.tally(), owner));
      }
      final ElectionResult result =
          ElectionResult.compute(parameters, tally.tally(), COUNT, trustees, partials);
      final List<Integer> all = java.util.stream.IntStream.range(0, COUNT).boxed().toList();
      assertThat(result.counts()).containsExactly(voters.counts(all));
    }
  }

  @Test
  void aKeyOfOthersIsNoticed() {
    final String uuid = ElectionUuid.generate();
    try (DemoTrustees ours = DemoTrustees.create();
        DemoTrustees others = DemoTrustees.create()) {
      final ElectionParameters parameters = parameters(uuid, Trustees.read(GROUP, others.json()));
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> ours.requireKeyOf(parameters))
          .isInstanceOf(BenchFailed.class);
    }
  }

  @SuppressWarnings("unchecked")
  private static ElectionParameters parameters(final String uuid, final Trustees trustees) {
    final var question = DemoQuestion.QUESTIONS.getFirst();
    return ElectionParameters.create(
        uuid,
        "Demonstration",
        "",
        GROUP,
        trustees.publicKey(GROUP),
        List.of(
            new Question(
                (String) question.get("question"),
                (List<String>) question.get("answers"),
                (Boolean) question.get("blank"),
                (Integer) question.get("min"),
                (Integer) question.get("max"))),
        Optional.empty(),
        Optional.empty());
  }
}
