package org.voteregistry.backend.election;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Trustees;

/** Who decrypts an election: the Belenios structure {@code trustees} (specification 4.7). */
@Service
class ElectionTrustees {
  /** Enough for a hundred trustees with a threshold. */
  static final int MOST_BYTES = 4 << 20;

  private final ElectionTable elections;

  ElectionTrustees(final ElectionTable elections) {
    this.elections = elections;
  }

  /** Replaces the trustees of a draft, after checking every proof and signature in them. */
  @Transactional
  ElectionRecord replace(final ElectionUuid uuid, final byte[] json) {
    try {
      Trustees.read(Group.belenios2048(), json);
    } catch (final Refusal refusal) {
      throw ElectionProblems.TRUSTEES_INVALID
          .because(refusal.getMessage())
          .with("reason", refusal.reason().name());
    }
    final ElectionRecord election =
        elections.lock(uuid).orElseThrow(() -> ElectionProblems.unknown(uuid.text()));
    if (election.state() != ElectionState.DRAFT) {
      throw ElectionProblems.NOT_DRAFT.because(
          "the trustees are frozen since the election left the state DRAFT; it is "
              + election.state());
    }
    elections.setTrustees(uuid, json);
    return elections.find(uuid).orElseThrow();
  }
}
