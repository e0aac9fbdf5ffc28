package org.voteregistry.backend.chain;

import java.util.Optional;

/**
 * The accounts of this installation.
 *
 * @param recorder records votes (RECORDER_ROLE)
 * @param electionAdministrator opens and closes elections (ELECTION_ADMIN_ROLE)
 */
public record ChainAccounts(ChainAccount recorder, ChainAccount electionAdministrator) {
  /** The account with that address, if it is one of these. */
  public Optional<ChainAccount> withAddress(final String address) {
    if (recorder.address().equals(address)) {
      return Optional.of(recorder);
    }
    return electionAdministrator.address().equals(address)
        ? Optional.of(electionAdministrator)
        : Optional.empty();
  }
}
