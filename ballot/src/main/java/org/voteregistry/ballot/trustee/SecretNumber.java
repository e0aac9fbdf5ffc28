package org.voteregistry.ballot.trustee;

import java.math.BigInteger;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonValue;

/** Reads an exponent that must stay secret: a refusal never repeats any of its digits. */
final class SecretNumber {
  private SecretNumber() {}

  /** A number below q. */
  static SecretScalar read(final Group group, final JsonValue value, final String where) {
    return read(group, value, where, group.order());
  }

  /**
   * A number that is reduced modulo q. The reference program writes the values of polynomials, and
   * their sums, without the reduction that section 4.6 asks for; they stay below q times the number
   * of trustees and coefficients.
   */
  static SecretScalar readUnreduced(final Group group, final JsonValue value, final String where) {
    return read(group, value, where, group.order().multiply(BigInteger.valueOf(Integer.MAX_VALUE)));
  }

  private static SecretScalar read(
      final Group group, final JsonValue value, final String where, final BigInteger below) {
    try {
      return group.scalars().secret(JsonFields.number(value, where, below).mod(group.order()));
    } catch (final Refusal refusal) {
      // Without the cause: its message quotes the number.
      throw new Refusal(
          refusal.reason(), where, "no secret number in base 10 that is small enough");
    }
  }
}
