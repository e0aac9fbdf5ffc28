package org.voteregistry.network;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * A secp256k1 key pair of a validator or of the network's administrator. Never prints its private
 * half.
 *
 * @see <a href="https://github.com/ethereum/devp2p/blob/master/rlpx.md">RLPx: node identity</a>
 */
public final class NodeKey {
  private static final Pattern PRIVATE_KEY = Pattern.compile("(0x)?[0-9a-fA-F]{64}");

  private final ECKeyPair pair;

  private NodeKey(final ECKeyPair pair) {
    this.pair = pair;
  }

  /** A fresh key from the system's secure random generator. */
  public static NodeKey random() {
    final SecureRandom random = new SecureRandom();
    while (true) {
      final BigInteger candidate = new BigInteger(256, random);
      if (inRange(candidate)) {
        return new NodeKey(ECKeyPair.create(candidate));
      }
    }
  }

  /**
   * Reads a private key.
   *
   * @param hex 64 hex digits, with or without 0x; surrounding white space is ignored
   * @throws InvalidKeyException when it is anything else, zero, or not below the order of the curve
   */
  public static NodeKey fromPrivateKey(final String hex) {
    final String digits = hex.strip();
    if (!PRIVATE_KEY.matcher(digits).matches()) {
      throw new InvalidKeyException(
          "A private key is 64 hex digits; this text has " + digits.length() + " characters.");
    }
    final BigInteger value =
        new BigInteger(digits.startsWith("0x") ? digits.substring(2) : digits, 16);
    if (!inRange(value)) {
      throw new InvalidKeyException(
          "A private key lies between 1 and the order of secp256k1; this one does not.");
    }
    return new NodeKey(ECKeyPair.create(value));
  }

  private static boolean inRange(final BigInteger value) {
    return value.signum() > 0 && value.compareTo(Sign.CURVE_PARAMS.getN()) < 0;
  }

  /** The private key: 0x and 64 hex digits. */
  public String privateKey() {
    return "0x" + paddedHex(pair.getPrivateKey(), 64);
  }

  /** The account address: 0x and 40 lower-case hex digits. */
  public String address() {
    return "0x" + Keys.getAddress(pair).toLowerCase(Locale.ROOT);
  }

  /** The uncompressed public key without its 04 prefix: 128 hex digits, no 0x. */
  public String publicKey() {
    return paddedHex(pair.getPublicKey(), 128);
  }

  /** The node's enode URL at this IP address and port. */
  public String enode(final String host, final int port) {
    return "enode://" + publicKey() + "@" + host + ":" + port;
  }

  private static String paddedHex(final BigInteger value, final int digits) {
    final String hex = value.toString(16);
    return "0".repeat(digits - hex.length()) + hex;
  }

  @Override
  public String toString() {
    return "NodeKey[" + address() + "]";
  }
}
