package org.voteregistry.backend.election;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Setups of elections that take ballots, kept in memory. An election that was open once never
 * becomes a draft again, so an entry stays right for ever and needs no invalidation; whether the
 * election still is open is decided by {@code ballot}'s insert, in the database.
 */
@Component
public class OpenElections {
  private static final int MOST_ENTRIES = 1000;
  private final Map<String, ElectionSetup> setups = new ConcurrentHashMap<>();
  private final ElectionTable table;

  OpenElections(final ElectionTable table) {
    this.table = table;
  }

  /**
   * The setup of an election that is open or was so.
   *
   * @throws org.voteregistry.backend.problem.ProblemException {@link ElectionProblems#UNKNOWN} when
   *     there is none of that uuid, {@link ElectionProblems#NOT_OPEN} before it is open on chain
   */
  public ElectionSetup setup(final String uuid) {
    final ElectionSetup known = setups.get(uuid);
    return known == null ? read(uuid) : known;
  }

  private ElectionSetup read(final String uuid) {
    final ElectionRecord election =
        table.find(ElectionUuid.ofRequest(uuid)).orElseThrow(() -> ElectionProblems.unknown(uuid));
    if (election.state() == ElectionState.DRAFT || election.state() == ElectionState.OPENING) {
      throw ElectionProblems.NOT_OPEN.because(
          "the election is not open yet; its state is " + election.state());
    }
    final ElectionSetup setup =
        new ElectionSetup(
            uuid,
            election.hours(),
            election.manifest().orElseThrow(),
            election.rollSize(),
            election.parameters());
    if (setups.size() >= MOST_ENTRIES) {
      setups.clear();
    }
    setups.put(uuid, setup);
    return setup;
  }
}
