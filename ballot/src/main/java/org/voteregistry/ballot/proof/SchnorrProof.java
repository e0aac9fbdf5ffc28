package org.voteregistry.ballot.proof;

import java.math.BigInteger;
import java.util.List;
import org.voteregistry.ballot.group.ChallengeHash;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.SecretScalar;

/**
 * The Schnorr proof that sections 4.5, 4.6.1 and 4.14 use with different prefixes: that the prover
 * knows x with X = g^x. Pick w, A = g^w, challenge = SHA256(prefix ‖ A) mod q, response = w -
 * x·challenge mod q.
 *
 * <p>Section 4.6.1 does not mention the reduction of the challenge modulo q; the reference program
 * reduces there, too.
 */
public final class SchnorrProof {
  private SchnorrProof() {}

  /** Proves knowledge of x; the prefix holds everything that is hashed before the commitment. */
  public static Proof prove(final Group group, final String prefix, final SecretScalar x) {
    try (SecretScalar w = group.scalars().random()) {
      final GroupElement a = group.generatorBase().secretPower(w);
      final BigInteger challenge = ChallengeHash.of(group, prefix, List.of(a));
      return new Proof(challenge, group.scalars().response(w, x, challenge));
    }
  }

  /** Whether a proof holds for a group element X. */
  public static boolean verify(
      final Group group, final String prefix, final GroupElement x, final Proof proof) {
    final GroupElement a =
        group.multiply(
            group.generatorBase().power(proof.response()), group.power(x, proof.challenge()));
    return proof.challenge().equals(ChallengeHash.of(group, prefix, List.of(a)));
  }
}
