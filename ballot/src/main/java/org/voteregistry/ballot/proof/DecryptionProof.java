package org.voteregistry.ballot.proof;

import java.math.BigInteger;
import java.util.List;
import org.voteregistry.ballot.group.ChallengeHash;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.SecretScalar;

/** The proof that a decryption factor is α^x with the x of X = g^x (specification 4.18). */
public final class DecryptionProof {
  private DecryptionProof() {}

  /**
   * Proves.
   *
   * @param fingerprint φ, the election's hash
   */
  public static Proof prove(
      final Group group,
      final String fingerprint,
      final GroupElement publicKey,
      final GroupElement alpha,
      final SecretScalar x) {
    try (SecretScalar w = group.scalars().random()) {
      final GroupElement a = group.generatorBase().secretPower(w);
      final GroupElement b = group.secretPower(alpha, w);
      final BigInteger challenge = hash(group, fingerprint, publicKey, a, b);
      return new Proof(challenge, group.scalars().response(w, x, challenge));
    }
  }

  /** Whether a proof holds. */
  public static boolean verify(
      final Group group,
      final String fingerprint,
      final GroupElement publicKey,
      final GroupElement alpha,
      final GroupElement factor,
      final Proof proof) {
    final GroupElement a =
        group.multiply(
            group.generatorBase().power(proof.response()),
            group.power(publicKey, proof.challenge()));
    final GroupElement b =
        group.multiply(
            group.power(alpha, proof.response()), group.power(factor, proof.challenge()));
    return proof.challenge().equals(hash(group, fingerprint, publicKey, a, b));
  }

  /** 𝓗_decrypt(X, A, B). */
  private static BigInteger hash(
      final Group group,
      final String fingerprint,
      final GroupElement publicKey,
      final GroupElement a,
      final GroupElement b) {
    return ChallengeHash.of(group, "decrypt|" + fingerprint + "|" + publicKey + "|", List.of(a, b));
  }
}
