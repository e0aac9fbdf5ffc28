package org.voteregistry.backend.election;

import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the service says of elections that have their number on chain. */
@Component
public class OpenedElections {
  private final Elections elections;

  OpenedElections(final Elections elections) {
    this.elections = elections;
  }

  /**
   * An election that is or was open.
   *
   * @param ballots number of recorded ballots, once closed
   * @param boardHash 64 hexadecimal digits, once closed
   */
  public record OpenedElection(
      String uuid,
      ElectionState state,
      long chainElectionId,
      Optional<Long> ballots,
      Optional<String> boardHash) {}

  /**
   * An election by its uuid.
   *
   * @throws org.voteregistry.backend.problem.ProblemException when there is none, or the chain does
   *     not have it yet
   */
  public OpenedElection get(final String uuid) {
    final ElectionRecord election = elections.get(ElectionUuid.ofRequest(uuid));
    return new OpenedElection(
        uuid,
        election.state(),
        election
            .chainElectionId()
            .orElseThrow(
                () ->
                    ElectionProblems.NOT_ON_CHAIN.because(
                        "its state is %s; the chain knows elections that have been opened"
                            .formatted(election.state()))),
        election.ballots(),
        election.boardHash().map(HexFormat.of()::formatHex));
  }
}
