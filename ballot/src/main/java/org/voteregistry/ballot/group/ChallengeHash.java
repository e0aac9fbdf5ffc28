package org.voteregistry.ballot.group;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The hashes 𝓗 of the proofs (specification 4.5, 4.12 to 4.14, 4.18): SHA-256 of a prefix followed
 * by the commitments in base 10, separated by commas; taken as a big-endian number and reduced
 * modulo q.
 */
public final class ChallengeHash {
  private ChallengeHash() {}

  /** SHA256(prefix ‖ c₀,c₁,…) mod q. */
  public static BigInteger of(
      final Group group, final String prefix, final List<GroupElement> commitments) {
    final StringBuilder text = new StringBuilder(prefix.length() + 640 * commitments.size());
    text.append(prefix);
    for (int i = 0; i < commitments.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      text.append(commitments.get(i));
    }
    return new BigInteger(1, sha256(text.toString())).mod(group.order());
  }

  /** SHA-256 of a text in UTF-8. */
  public static byte[] sha256(final String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256. */
  public static byte[] sha256(final byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
