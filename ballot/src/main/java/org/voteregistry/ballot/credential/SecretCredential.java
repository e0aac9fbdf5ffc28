package org.voteregistry.ballot.credential;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionUuid;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.SecretScalar;

/**
 * A voter's secret credential (specification 4.8): 14 random base 58 characters and a checksum,
 * written in groups of three ({@code XXX-XXX-XXX-XXX-XXX}) or without the hyphens. Both ways of
 * writing give different exponents, because what is written is the password of the derivation;
 * credentials that this class generates are written with hyphens, as those of the reference
 * program.
 */
public final class SecretCredential implements AutoCloseable {
  private static final int RANDOM_CHARACTERS = 14;
  private static final int ITERATIONS = 1000;
  private static final BigInteger FIFTY_THREE = BigInteger.valueOf(53);
  private static final BigInteger FIFTY_EIGHT = BigInteger.valueOf(58);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final char[] written;

  private SecretCredential(final char[] written) {
    this.written = written;
  }

  /** A new credential of about 82 random bits. */
  public static SecretCredential generate() {
    final char[] raw = new char[RANDOM_CHARACTERS + 1];
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      raw[i] = ElectionUuid.BASE_58.charAt(RANDOM.nextInt(ElectionUuid.BASE_58.length()));
    }
    raw[RANDOM_CHARACTERS] = checksum(raw);
    final char[] written = new char[19];
    for (int i = 0, k = 0; i < raw.length; i++) {
      if (i > 0 && i % 3 == 0) {
        written[k++] = '-';
      }
      written[k++] = raw[i];
    }
    Arrays.fill(raw, '\0');
    return new SecretCredential(written);
  }

  /**
   * Reads a credential as its voter wrote it.
   *
   * @param written kept; overwritten when the credential is closed
   * @throws Refusal with {@link Reason#INVALID_SECRET_CREDENTIAL}; the message does not repeat it
   */
  public static SecretCredential read(final char[] written) {
    final char[] raw = new char[RANDOM_CHARACTERS + 1];
    int k = 0;
    for (int i = 0; i < written.length; i++) {
      final boolean hyphen = written.length == 19 && i % 4 == 3;
      if (hyphen != (written[i] == '-')
          || !hyphen && (k == raw.length || ElectionUuid.BASE_58.indexOf(written[i]) < 0)) {
        throw invalid("15 base 58 characters were expected, in groups of three or without hyphens");
      }
      if (!hyphen) {
        raw[k++] = written[i];
      }
    }
    if (k != raw.length) {
      throw invalid("15 base 58 characters were expected, not " + k);
    }
    // The specification's 53 - c₁ mod 53 may be 53 or 0: both are congruent, as the reference
    // program accepts.
    final int last = ElectionUuid.BASE_58.indexOf(raw[RANDOM_CHARACTERS]);
    final boolean matches = value(raw).add(BigInteger.valueOf(last)).mod(FIFTY_THREE).signum() == 0;
    Arrays.fill(raw, '\0');
    if (!matches) {
      throw invalid("the checksum does not match: a character was mistyped");
    }
    return new SecretCredential(written.clone());
  }

  private static Refusal invalid(final String what) {
    return new Refusal(Reason.INVALID_SECRET_CREDENTIAL, "credential", what);
  }

  private static char checksum(final char[] raw) {
    return ElectionUuid.BASE_58.charAt(53 - value(raw).mod(FIFTY_THREE).intValue());
  }

  /** c₁: the first 14 characters as a number in base 58. */
  private static BigInteger value(final char[] raw) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      value =
          value.multiply(FIFTY_EIGHT).add(BigInteger.valueOf(ElectionUuid.BASE_58.indexOf(raw[i])));
    }
    return value;
  }

  /**
   * secret(c) = PBKDF2 with HMAC-SHA256 of the credential, the election's identifier as salt, 1,000
   * iterations and one block, as a big-endian number modulo q.
   */
  public SecretScalar secret(final Group group, final String uuid) {
    final byte[] password = new byte[written.length];
    for (int i = 0; i < password.length; i++) {
      password[i] = (byte) written[i];
    }
    final byte[] block = pbkdf2(password, uuid.getBytes(StandardCharsets.UTF_8));
    final SecretScalar secret = group.scalars().secret(block);
    Arrays.fill(block, (byte) 0);
    Arrays.fill(password, (byte) 0);
    return secret;
  }

  /** The first block of PBKDF2 (RFC 8018, 5.2). */
  private static byte[] pbkdf2(final byte[] password, final byte[] salt) {
    try {
      final Mac prf = Mac.getInstance("HmacSHA256");
      prf.init(new SecretKeySpec(password, "HmacSHA256"));
      byte[] u = prf.doFinal(ByteBuffer.allocate(salt.length + 4).put(salt).putInt(1).array());
      final byte[] block = u.clone();
      for (int i = 1; i < ITERATIONS; i++) {
        u = prf.doFinal(u);
        for (int k = 0; k < block.length; k++) {
          block[k] ^= u[k];
        }
      }
      return block;
    } catch (final GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** public(c) = g^secret(c). */
  public GroupElement publicCredential(final Group group, final String uuid) {
    try (SecretScalar s = secret(group, uuid)) {
      return group.generatorBase().secretPower(s);
    }
  }

  /** The credential as it is handed to its voter; the caller overwrites the copy. */
  public char[] reveal() {
    return written.clone();
  }

  @Override
  public void close() {
    Arrays.fill(written, '\0');
  }

  /** Says nothing about the credential. */
  @Override
  public String toString() {
    return "SecretCredential[hidden]";
  }
}
