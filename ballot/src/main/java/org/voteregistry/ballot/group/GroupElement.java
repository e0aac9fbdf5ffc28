package org.voteregistry.ballot.group;

/**
 * An element as read by, or computed in, a {@link Group}. Equality is equality of values. Its
 * {@link #toString()} is the encoding in messages and in hashes: base 10.
 */
public interface GroupElement extends Comparable<GroupElement> {
  /** Base 10, without leading zero. */
  @Override
  String toString();

  /** 64 bits of the value, for tables that must be small; different elements may share them. */
  long shortHash();
}
