package org.voteregistry.ballot.trustee;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionUuid;
import org.voteregistry.ballot.group.ChallengeHash;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.SecretScalar;

/**
 * The secret seed of a threshold trustee (specification 4.6.1): 22 base 58 characters, from which
 * its signing key (SHA256 of {@code sk|}s) and its decryption key (SHA256 of {@code dk|}s) are
 * derived.
 */
public final class TrusteeSeed implements AutoCloseable {
  private static final int LENGTH = 22;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] seed;

  private TrusteeSeed(final byte[] seed) {
    this.seed = seed;
  }

  /** The two private keys of a trustee. */
  record Keys(SecretScalar signing, SecretScalar decryption) implements AutoCloseable {
    @Override
    public void close() {
      signing.close();
      decryption.close();
    }
  }

  /** A new seed of about 128 random bits. */
  public static TrusteeSeed generate() {
    final byte[] seed = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      seed[i] = (byte) ElectionUuid.BASE_58.charAt(RANDOM.nextInt(ElectionUuid.BASE_58.length()));
    }
    return new TrusteeSeed(seed);
  }

  /** Reads a seed; the message of a refusal does not repeat it. */
  public static TrusteeSeed read(final byte[] seed) {
    boolean valid = seed.length == LENGTH;
    for (final byte b : seed) {
      valid &= ElectionUuid.BASE_58.indexOf(b) >= 0;
    }
    if (!valid) {
      throw new Refusal(
          Reason.MALFORMED_FIELD, "seed", LENGTH + " base 58 characters were expected");
    }
    return new TrusteeSeed(seed.clone());
  }

  Keys keys(final Group group) {
    return new Keys(derive(group, "sk|"), derive(group, "dk|"));
  }

  private SecretScalar derive(final Group group, final String prefix) {
    final byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
    final byte[] input = Arrays.copyOf(start, start.length + LENGTH);
    System.arraycopy(seed, 0, input, start.length, LENGTH);
    final byte[] hash = ChallengeHash.sha256(input);
    final SecretScalar key = group.scalars().secret(hash);
    Arrays.fill(input, (byte) 0);
    Arrays.fill(hash, (byte) 0);
    return key;
  }

  /** The seed as its file holds it; the caller overwrites the copy. */
  public byte[] reveal() {
    return seed.clone();
  }

  @Override
  public void close() {
    Arrays.fill(seed, (byte) 0);
  }

  /** Says nothing about the seed. */
  @Override
  public String toString() {
    return "TrusteeSeed[hidden]";
  }
}
