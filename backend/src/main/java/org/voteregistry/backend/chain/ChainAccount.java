package org.voteregistry.backend.chain;

import java.math.BigInteger;
import java.util.Locale;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** An account that can sign; its key never leaves this class. */
public final class ChainAccount {
  private final Credentials credentials;
  private final String address;

  private ChainAccount(final Credentials credentials) {
    this.credentials = credentials;
    this.address = credentials.getAddress().toLowerCase(Locale.ROOT);
  }

  /**
   * The account of a private key.
   *
   * @param hex 64 hex digits, with or without 0x
   * @throws IllegalArgumentException when it is not a secp256k1 private key; the message does not
   *     repeat the value
   */
  public static ChainAccount ofKey(final String hex) {
    final String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (!digits.matches("[0-9a-fA-F]{64}") || new BigInteger(digits, 16).signum() == 0) {
      throw new IllegalArgumentException("a private key has 64 hexadecimal digits");
    }
    return new ChainAccount(Credentials.create(digits));
  }

  /** 0x and 40 lower-case hex digits. */
  public String address() {
    return address;
  }

  /** Signs a legacy transaction with replay protection (EIP-155). */
  public SignedTransaction sign(
      final long chainId,
      final long nonce,
      final BigInteger gasPrice,
      final long gasLimit,
      final String to,
      final String data) {
    final RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonce), gasPrice, BigInteger.valueOf(gasLimit), to, data);
    final byte[] raw = TransactionEncoder.signMessage(transaction, chainId, credentials);
    return new SignedTransaction(Numeric.toHexString(Hash.sha3(raw)), gasPrice, raw);
  }

  /** For web3j's own deployment code. */
  Credentials credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return address;
  }
}
