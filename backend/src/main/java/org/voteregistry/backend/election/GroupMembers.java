package org.voteregistry.backend.election;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;

/**
 * Checks that credentials lie in the group, a thousand at a time on all processors: one power of a
 * 2048-bit number each. A number outside the group could not sign a ballot, and would make every
 * audit of the election fail.
 */
final class GroupMembers {
  private static final int TOGETHER = 1000;

  private final Group group = Group.belenios2048();
  private final List<String> waiting = new ArrayList<>(TOGETHER);
  private int first;

  /** Takes the next credential of the roll. */
  void add(final String credential) {
    waiting.add(credential);
    if (waiting.size() == TOGETHER) {
      check();
    }
  }

  /** Checks what was added last. */
  void end() {
    check();
  }

  private void check() {
    final Optional<RuntimeException> wrong =
        IntStream.range(0, waiting.size())
            .parallel()
            .mapToObj(i -> refusal(first + i, waiting.get(i)))
            .flatMap(Optional::stream)
            .findFirst();
    if (wrong.isPresent()) {
      throw wrong.get();
    }
    first += waiting.size();
    waiting.clear();
  }

  private Optional<RuntimeException> refusal(final int position, final String credential) {
    try {
      group.decodeMember(credential, "");
      return Optional.empty();
    } catch (final Refusal refusal) {
      return Optional.of(
          ElectionProblems.ROLL_INVALID.because(
              "entry %d (from 0) is no public credential of Belenios: %s"
                  .formatted(position, refusal.getMessage())));
    }
  }
}
