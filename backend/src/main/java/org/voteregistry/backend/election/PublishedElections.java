package org.voteregistry.backend.election;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What the world may know of an encrypted election that is or was open. */
@Component
public class PublishedElections {
  private final Elections elections;
  private final Rolls rolls;

  PublishedElections(final Elections elections, final Rolls rolls) {
    this.elections = elections;
    this.rolls = rolls;
  }

  /**
   * An election's frozen setup.
   *
   * @param parameters Belenios election parameters, byte for byte
   * @param trustees Belenios trustees, byte for byte
   * @param closed whether its board is final on chain
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record PublishedElection(
      String uuid, byte[] parameters, byte[] trustees, boolean closed, Instant createdAt) {}

  /**
   * An election by its uuid.
   *
   * @throws org.voteregistry.backend.problem.ProblemException when there is none, or it has no
   *     secret ballots
   */
  public PublishedElection get(final String uuid) {
    final ElectionRecord election = elections.get(ElectionUuid.ofRequest(uuid));
    return new PublishedElection(
        uuid,
        election
            .parameters()
            .orElseThrow(
                () ->
                    ElectionProblems.NOT_ENCRYPTED.because(
                        "it is a draft still, or its ballots are in the clear")),
        election.trustees().orElseThrow(),
        election.state() == ElectionState.CLOSED,
        election.createdAt());
  }

  /** The roll in its canonical form, which is Belenios' list of public credentials. */
  public byte[] roll(final String uuid) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    rolls.copyTo(new ElectionUuid(uuid), bytes);
    return bytes.toByteArray();
  }
}
