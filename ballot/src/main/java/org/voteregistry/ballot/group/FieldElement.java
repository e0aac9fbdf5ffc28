package org.voteregistry.ballot.group;

import java.math.BigInteger;

/** A number modulo p, with its Montgomery residue and, once asked for, its canonical forms. */
final class FieldElement implements GroupElement {
  private final MontgomeryArithmetic arithmetic;
  final int[] residue;

  // Both are immutable objects, so at worst two threads compute the same value.
  private BigInteger value;
  private String decimal;

  FieldElement(final MontgomeryArithmetic arithmetic, final int[] residue) {
    this.arithmetic = arithmetic;
    this.residue = residue;
  }

  FieldElement(final MontgomeryArithmetic arithmetic, final BigInteger value) {
    this(arithmetic, arithmetic.fromInteger(value));
    this.value = value;
  }

  FieldElement(
      final MontgomeryArithmetic arithmetic, final BigInteger value, final String decimal) {
    this(arithmetic, value);
    this.decimal = decimal;
  }

  BigInteger value() {
    BigInteger known = value;
    if (known == null) {
      known = arithmetic.toInteger(residue);
      value = known;
    }
    return known;
  }

  @Override
  public int compareTo(final GroupElement other) {
    return value().compareTo(((FieldElement) other).value());
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof final FieldElement element && value().equals(element.value());
  }

  @Override
  public long shortHash() {
    return value().longValue();
  }

  @Override
  public int hashCode() {
    return value().hashCode();
  }

  @Override
  public String toString() {
    String known = decimal;
    if (known == null) {
      known = value().toString();
      decimal = known;
    }
    return known;
  }
}
