package org.voteregistry.ballot.group;

import java.math.BigInteger;

/** A group element whose powers are taken often. */
public interface FixedBase {
  /** The element itself. */
  GroupElement element();

  /** base^e for an exponent from 0 to q - 1 that anyone may know. */
  GroupElement power(BigInteger e);

  /** base^x for a secret exponent. */
  GroupElement secretPower(SecretScalar x);
}
