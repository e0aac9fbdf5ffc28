package org.voteregistry.ballot.proof;

import org.voteregistry.ballot.group.FixedBase;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.SecretScalar;

/** Encryption of a 0 or a 1 (specification 4.11.1): α = g^r, β = y^r·g^m. */
public final class ElGamal {
  private ElGamal() {}

  /**
   * Encrypts m.
   *
   * @param y the election's public key
   * @param r the randomness, from 0 to q - 1, never used twice
   * @param m the message as an exponent
   */
  public static Ciphertext encrypt(
      final Group group, final FixedBase y, final SecretScalar r, final SecretScalar m) {
    return new Ciphertext(
        group.generatorBase().secretPower(r),
        group.multiply(y.secretPower(r), group.generatorBase().secretPower(m)));
  }
}
