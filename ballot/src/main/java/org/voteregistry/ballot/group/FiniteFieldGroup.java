package org.voteregistry.ballot.group;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.json.JsonFields;

/** The subgroup of order q of the multiplicative group of integers modulo p (specification 5). */
final class FiniteFieldGroup implements Group {
  private final String name;
  private final BigInteger p;
  private final BigInteger q;

  /** For what everybody may know. */
  private final MontgomeryArithmetic arithmetic;

  /** For secrets. */
  private final PortableMontgomery secretArithmetic;

  private final int[] secretOne;
  private final FieldElement identity;
  private final FieldElement g;
  private final ScalarField scalars;
  private final FixedBase generatorBase;

  FiniteFieldGroup(
      final String name,
      final BigInteger p,
      final BigInteger q,
      final BigInteger g,
      final MontgomeryArithmetic arithmetic) {
    this.name = name;
    this.p = p;
    this.q = q;
    this.arithmetic = arithmetic;
    this.secretArithmetic =
        arithmetic instanceof final PortableMontgomery portable
            ? portable
            : new PortableMontgomery(p);
    this.secretOne = secretArithmetic.fromInteger(BigInteger.ONE);
    this.identity = new FieldElement(arithmetic, BigInteger.ONE, "1");
    this.g = new FieldElement(arithmetic, g);
    this.scalars = new ScalarField(q);
    this.generatorBase = fixedBase(this.g);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BigInteger order() {
    return q;
  }

  @Override
  public GroupElement generator() {
    return g;
  }

  @Override
  public GroupElement identity() {
    return identity;
  }

  @Override
  public ScalarField scalars() {
    return scalars;
  }

  @Override
  public GroupElement decode(final String encoded, final String where) {
    final BigInteger value = JsonFields.decimal(encoded, where, p);
    if (value.signum() == 0) {
      throw new Refusal(Reason.NUMBER_OUT_OF_RANGE, where, "0 has no inverse");
    }
    return new FieldElement(arithmetic, value, encoded);
  }

  @Override
  public GroupElement decodeMember(final String encoded, final String where) {
    final GroupElement x = decode(encoded, where);
    if (!isMember(x)) {
      throw new Refusal(
          Reason.NOT_IN_GROUP, where, Refusal.quote(encoded) + " is not in the group " + name);
    }
    return x;
  }

  @Override
  public boolean isMember(final GroupElement x) {
    return power(x, q).equals(identity);
  }

  @Override
  public GroupElement multiply(final GroupElement a, final GroupElement b) {
    final int[] product = arithmetic.newResidue();
    arithmetic.multiply(product, residue(a), residue(b), arithmetic.newScratch());
    return new FieldElement(arithmetic, product);
  }

  @Override
  public GroupElement invert(final GroupElement a) {
    return new FieldElement(arithmetic, ((FieldElement) a).value().modInverse(p));
  }

  @Override
  public GroupElement power(final GroupElement a, final BigInteger e) {
    return powers(a, List.of(e)).getFirst();
  }

  @Override
  public List<GroupElement> powers(final GroupElement a, final List<BigInteger> exponents) {
    for (final BigInteger e : exponents) {
      if (e.signum() < 0) {
        throw new IllegalArgumentException("a negative exponent");
      }
    }
    final List<GroupElement> results = new ArrayList<>(exponents.size());
    for (final int[] result : SharedSquarings.powers(arithmetic, residue(a), exponents)) {
      results.add(result == null ? identity : new FieldElement(arithmetic, result));
    }
    return results;
  }

  @Override
  public GroupElement secretPower(final GroupElement a, final SecretScalar x) {
    final int[] base =
        arithmetic == secretArithmetic
            ? residue(a)
            : secretArithmetic.fromInteger(((FieldElement) a).value());
    return publish(SecretWindow.power(secretArithmetic, secretOne, base, x, q.bitLength()));
  }

  /** An element for everybody from a residue of the arithmetic for secrets. */
  private GroupElement publish(final int[] secretResidue) {
    return arithmetic == secretArithmetic
        ? new FieldElement(arithmetic, secretResidue)
        : new FieldElement(arithmetic, secretArithmetic.toInteger(secretResidue));
  }

  @Override
  public FixedBase fixedBase(final GroupElement base) {
    return new Table((FieldElement) base);
  }

  @Override
  public FixedBase generatorBase() {
    return generatorBase;
  }

  private static int[] residue(final GroupElement a) {
    return ((FieldElement) a).residue;
  }

  @Override
  public String toString() {
    return name;
  }

  /** The tables of one base; the one for secrets is only made when it is needed. */
  private final class Table implements FixedBase {
    private final FieldElement base;
    private final FixedBaseTable table;
    private volatile FixedBaseTable secretTable;

    Table(final FieldElement base) {
      this.base = base;
      this.table = new FixedBaseTable(arithmetic, identity.residue, base.residue, q.bitLength());
      if (arithmetic == secretArithmetic) {
        secretTable = table;
      }
    }

    @Override
    public GroupElement element() {
      return base;
    }

    @Override
    public GroupElement power(final BigInteger e) {
      if (e.signum() < 0 || e.compareTo(q) >= 0) {
        throw new IllegalArgumentException("the exponent is not in the range from 0 to q - 1");
      }
      return new FieldElement(arithmetic, table.power(e));
    }

    @Override
    public GroupElement secretPower(final SecretScalar x) {
      return publish(secretTable().secretPower(x));
    }

    private FixedBaseTable secretTable() {
      FixedBaseTable known = secretTable;
      if (known == null) {
        known =
            new FixedBaseTable(
                secretArithmetic,
                secretOne,
                secretArithmetic.fromInteger(base.value()),
                q.bitLength());
        secretTable = known;
      }
      return known;
    }
  }
}
