package org.voteregistry.backend.tally;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.voteregistry.ballot.trustee.Trustees;

/**
 * Trustees of whom a number has to decrypt: one mandatory trustee, or those of a threshold.
 *
 * @param first number of its first trustee, from 1
 * @param last number of its last trustee
 * @param threshold how many of them are needed
 */
record TrusteeSet(int first, int last, int threshold) {
  /** All sets, in the order of the trustees' numbers. */
  static List<TrusteeSet> of(final Trustees trustees) {
    final List<TrusteeSet> sets = new ArrayList<>();
    int first = 1;
    for (final Trustees.Item item : trustees.items()) {
      final int end = first + item.keys().size();
      sets.add(new TrusteeSet(first, end - 1, item.threshold()));
      first = end;
    }
    return sets;
  }

  boolean holds(final int owner) {
    return owner >= first && owner <= last;
  }

  /** How many of these trustees belong to the set. */
  long among(final Collection<Integer> owners) {
    return owners.stream().filter(this::holds).count();
  }
}
