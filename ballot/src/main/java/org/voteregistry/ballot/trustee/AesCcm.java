package org.voteregistry.ballot.trustee;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;

/**
 * AES in CCM mode (RFC 3610; specification 4.6.1), which the JDK does not offer. The specification
 * leaves open what the reference program does: a key of 256 bits, a tag of 8 bytes, no additional
 * data, the length field L as short as the message allows but at least 2, and as nonce the first 15
 * - L bytes of the initialization vector.
 */
final class AesCcm {
  private static final int BLOCK = 16;
  private static final int TAG = 8;

  private final Cipher aes;
  private final byte[] iv;

  private AesCcm(final byte[] key, final byte[] iv) throws GeneralSecurityException {
    // Single blocks only; the chaining is CCM's.
    aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    this.iv = iv;
  }

  static byte[] encrypt(final byte[] key, final byte[] iv, final byte[] plaintext) {
    try {
      final AesCcm ccm = new AesCcm(key, iv);
      final byte[] tag = ccm.tag(plaintext);
      final byte[] result = Arrays.copyOf(ccm.counterMode(plaintext), plaintext.length + TAG);
      System.arraycopy(tag, 0, result, plaintext.length, TAG);
      return result;
    } catch (final GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws Refusal with {@link Reason#INVALID_TRUSTEE_MESSAGE} if the tag does not match
   */
  static byte[] decrypt(final byte[] key, final byte[] iv, final byte[] ciphertext) {
    if (ciphertext.length < TAG) {
      throw new Refusal(Reason.INVALID_TRUSTEE_MESSAGE, "data", "shorter than its tag");
    }
    try {
      final AesCcm ccm = new AesCcm(key, iv);
      final int length = ciphertext.length - TAG;
      final byte[] plaintext = ccm.counterMode(Arrays.copyOf(ciphertext, length));
      final byte[] tag = Arrays.copyOfRange(ciphertext, length, ciphertext.length);
      if (!MessageDigest.isEqual(tag, ccm.tag(plaintext))) {
        throw new Refusal(
            Reason.INVALID_TRUSTEE_MESSAGE, "data", "not encrypted for this key, or changed");
      }
      return plaintext;
    } catch (final GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /** L, the number of bytes of the length field. */
  private static int lengthOfLength(final int length) {
    int l = 2;
    while (l < 4 && length >>> 8 * l != 0) {
      l++;
    }
    return l;
  }

  /** A block of flags, nonce and a number in the last four bytes. */
  private byte[] block(final int flags, final int length, final int number) {
    final byte[] block = new byte[BLOCK];
    ByteBuffer.wrap(block).putInt(BLOCK - 4, number);
    block[0] = (byte) (flags | lengthOfLength(length) - 1);
    System.arraycopy(iv, 0, block, 1, 15 - lengthOfLength(length));
    return block;
  }

  private byte[] counterMode(final byte[] input) throws GeneralSecurityException {
    final byte[] output = input.clone();
    for (int i = 0; i < input.length; i += BLOCK) {
      final byte[] stream = aes.doFinal(counter(input.length, i / BLOCK + 1));
      for (int k = 0; k < BLOCK && i + k < input.length; k++) {
        output[i + k] ^= stream[k];
      }
    }
    return output;
  }

  private byte[] counter(final int length, final int number) {
    final byte[] block = block(0, length, 0);
    // With L = 2 or 3, bytes of the nonce share the last four bytes.
    ByteBuffer.wrap(block).putInt(BLOCK - 4, ByteBuffer.wrap(block).getInt(BLOCK - 4) + number);
    return block;
  }

  private byte[] tag(final byte[] plaintext) throws GeneralSecurityException {
    final byte[] first = block((TAG - 2) / 2 << 3, plaintext.length, 0);
    final ByteBuffer tail = ByteBuffer.wrap(first);
    tail.putInt(BLOCK - 4, tail.getInt(BLOCK - 4) | plaintext.length);
    byte[] mac = aes.doFinal(first);
    for (int i = 0; i < plaintext.length; i += BLOCK) {
      for (int k = 0; k < BLOCK && i + k < plaintext.length; k++) {
        mac[k] ^= plaintext[i + k];
      }
      mac = aes.doFinal(mac);
    }
    final byte[] stream = aes.doFinal(counter(plaintext.length, 0));
    final byte[] tag = new byte[TAG];
    for (int k = 0; k < TAG; k++) {
      tag[k] = (byte) (mac[k] ^ stream[k]);
    }
    return tag;
  }
}
