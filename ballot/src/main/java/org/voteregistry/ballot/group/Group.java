package org.voteregistry.ballot.group;

import java.math.BigInteger;
import java.util.List;

/**
 * A cyclic group 𝔾 of prime order q with generator g, written multiplicatively (specification 1
 * and 5). Implementations are immutable and may be shared between threads.
 *
 * <p>Methods that take a {@link SecretScalar} do the same work whatever its value; all others are
 * only for exponents that are published anyway, and are faster.
 */
public interface Group {
  /** The name that stands in election parameters and in proofs of knowledge. */
  String name();

  /** q, the order of the group. */
  BigInteger order();

  /** g, the generator. */
  GroupElement generator();

  /** The neutral element. */
  GroupElement identity();

  /**
   * Reads an element in its one canonical form; whether it lies in the group is left to {@link
   * #isMember}, because checks of proofs learn that on the way.
   *
   * @param encoded as in a message: base 10, no leading zero
   * @param where its place, for refusals
   * @throws org.voteregistry.ballot.Refusal if it is out of range or not canonical
   */
  GroupElement decode(String encoded, String where);

  /**
   * Reads an element and checks that it lies in the group.
   *
   * @throws org.voteregistry.ballot.Refusal as {@link #decode}, or with {@code NOT_IN_GROUP}
   */
  GroupElement decodeMember(String encoded, String where);

  /** Whether x^q = 1. */
  boolean isMember(GroupElement x);

  /** a · b. */
  GroupElement multiply(GroupElement a, GroupElement b);

  /** 1 / a. */
  GroupElement invert(GroupElement a);

  /** a^e for an exponent of at least 0 that anyone may know. */
  GroupElement power(GroupElement a, BigInteger e);

  /** a^e for several exponents that anyone may know, sharing the squarings. */
  List<GroupElement> powers(GroupElement a, List<BigInteger> exponents);

  /** a^x for a secret exponent. */
  GroupElement secretPower(GroupElement a, SecretScalar x);

  /** Precomputes powers of a base that is used often. Costs some 8,000 multiplications once. */
  FixedBase fixedBase(GroupElement base);

  /** The generator as a fixed base. */
  FixedBase generatorBase();

  /** ℤ_q. */
  ScalarField scalars();

  /** Where a group's messages call for it: the group of this name. */
  static Group named(final String name, final String where) {
    return NamedGroups.get(name, where);
  }

  /** BELENIOS-2048 (specification 5.1). */
  static Group belenios2048() {
    return NamedGroups.get(NamedGroups.BELENIOS_2048, "");
  }
}
