package org.voteregistry.ballot.tally;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;

/**
 * log_g of an element whose logarithm is small (specification 4.19), by baby steps and giant steps:
 * the table holds the square root of the largest logarithm.
 */
final class DiscreteLogarithm {
  /** A table of some 3 million entries, about 200 MB. */
  private static final long MAX = 10_000_000_000_000L;

  private final Group group;
  private final long max;
  private final long steps;
  private final Map<Long, Integer> babySteps;
  private final GroupElement giantStep;

  /** Prepares logarithms from 0 to max. */
  DiscreteLogarithm(final Group group, final long max) {
    if (max > MAX) {
      throw new Refusal(Reason.TOO_LARGE, "", "a total weight of " + max + " is more than 10^13");
    }
    this.group = group;
    this.max = max;
    steps = BigInteger.valueOf(max).sqrt().longValueExact() + 1;
    babySteps = HashMap.newHashMap((int) steps);
    GroupElement power = group.identity();
    for (int i = 0; i < steps; i++) {
      babySteps.putIfAbsent(power.shortHash(), i);
      power = group.multiply(power, group.generator());
    }
    giantStep = group.invert(power);
  }

  /** The logarithm, if it is one of 0 to max. */
  OptionalLong of(final GroupElement x) {
    GroupElement rest = x;
    for (long i = 0; i < steps; i++) {
      final Integer small = babySteps.get(rest.shortHash());
      if (small != null) {
        final long candidate = i * steps + small;
        if (candidate <= max
            && group.generatorBase().power(BigInteger.valueOf(candidate)).equals(x)) {
          return OptionalLong.of(candidate);
        }
      }
      rest = group.multiply(rest, giantStep);
    }
    return OptionalLong.empty();
  }
}
